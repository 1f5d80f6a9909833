import type {
  QualityMeasurement,
  QualitySeries,
} from '@platform-ops/backstage-plugin-ops-health-common';
import { domainOf, groupQuality, sliceTitle } from './groupQuality';
import { qualityChart } from './qualityChart';
import { qualityToCsv } from './qualityToCsv';

function measurement(
  day: number,
  more: Partial<QualityMeasurement> = {},
): QualityMeasurement {
  const date = (of: number) => new Date(Date.UTC(2026, 2, of)).toISOString();
  return {
    n: 400,
    evaluationSetDigest: `sha256:${'a'.repeat(64)}`,
    evaluationSetChanged: false,
    measuredFrom: date(day - 7),
    measuredTo: date(day),
    labelDelaySeconds: 0,
    labels: 'complete',
    reportedAt: date(day),
    reportedBy: 'external:pipeline',
    ...more,
  };
}

function series(more: Partial<QualitySeries> = {}): QualitySeries {
  return {
    indicator: 'auc',
    environment: 'production',
    state: 'measured',
    text: '',
    history: [],
    ...more,
  };
}

const sex = (value: string, more: Partial<QualitySeries>) =>
  series({ slice: { feature: 'sex', value }, ...more });

describe('groupQuality', () => {
  it('puts slices under their population, worst first by what is better', () => {
    const slices = [
      sex('x', { state: 'unknown' }),
      sex('female', { value: 0.9 }),
      sex('male', { value: 0.8 }),
    ];
    const errors = slices.map(slice => ({
      ...slice,
      indicator: 'calibration-error' as const,
      name: 'ECE',
    }));
    const groups = groupQuality([
      ...errors,
      series({ value: 0.87 }),
      ...slices,
    ]);
    expect(
      groups.map(({ title, population, slices: parts }) => [
        title,
        population?.value,
        parts.map(sliceTitle),
      ]),
    ).toEqual([
      ['AUC', 0.87, ['sex = male', 'sex = female', 'sex = x']],
      ['ECE', undefined, ['sex = female', 'sex = male', 'sex = x']],
    ]);
    expect(domainOf(groups[0], 0.95)).toEqual([0.8, 0.95]);
    expect(domainOf(groupQuality([series()])[0], undefined)).toEqual([0, 1]);
  });
});

describe('qualityChart', () => {
  it('leaves gaps where there is no number and where the yardstick changed', () => {
    const confidenceInterval = { low: 0.8, high: 0.9, level: 0.95 };
    const time = (day: number) => Date.UTC(2026, 2, day) / 1000;
    expect(
      qualityChart([
        measurement(1, { value: 0.7, modelVersion: '6' }),
        measurement(1, { value: 0.84, modelVersion: '6', confidenceInterval }),
        measurement(8, { labels: 'pending' }),
        measurement(15, {
          value: 0.6,
          modelVersion: '7',
          evaluationSetChanged: true,
        }),
      ]),
    ).toEqual({
      points: [
        { time: time(1), value: 0.84 },
        { time: time(8), value: null },
        { time: time(15) - 1, value: null },
        { time: time(15), value: 0.6 },
      ],
      bands: [
        {
          name: 'Confidence',
          points: [
            { time: time(1), low: 0.8, high: 0.9 },
            { time: time(8), low: null, high: null },
            { time: time(15) - 1, low: null, high: null },
            { time: time(15), low: null, high: null },
          ],
        },
      ],
      marks: [
        { time: time(15), label: 'other evaluation set', short: '≠' },
        { time: time(15), label: 'version 7', short: 'v7' },
      ],
    });
  });
});

describe('qualityToCsv', () => {
  it('has a row per measurement, and no number where there is none', () => {
    const [header, row, end] = qualityToCsv([
      sex('female', {
        name: '=AUC',
        history: [measurement(8, { n: 12, note: '12 examples are too few' })],
      }),
    ]).split('\r\n');
    expect(header).toMatch(/^indicator,name,environment,slice_feature/);
    expect(row).toMatch(
      /^auc,'=AUC,production,sex,female,2026-03-01T.*,2026-03-08T.*,,,,,12,complete,12 examples are too few,/,
    );
    expect(end).toBe('');
  });
});
