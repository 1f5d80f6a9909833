import { TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { initDatabase } from '../__testUtils__/initDatabase';
import { testEntity } from '../__testUtils__/testEntity';
import { readOpsHealthConfig } from '../config';
import { QualityStore } from '../database/QualityStore';
import type { ObservedReading } from '../state/ObservedReading';
import type { Measurement } from './Measurement';
import { QualityReadings } from './QualityReadings';
import { QualitySignals } from './QualitySignals';

jest.setTimeout(60_000);

const DAY = 86_400_000;
const NOW = Date.now();
const REF = 'model:default/churn';

const config = readOpsHealthConfig(
  new ConfigReader({
    opsHealth: {
      limits: [{ limit: 'auc >= 0.9' }, { limit: 'data-drift < 0.2' }],
    },
  }),
  [],
);

/** Of the week that ended so many days ago. */
function week(daysAgo: number, fields: Partial<Measurement> = {}): Measurement {
  const measuredTo = new Date(NOW - daysAgo * DAY);
  return {
    entityRef: REF,
    environment: 'production',
    indicator: 'auc',
    value: 0.91,
    n: 4210,
    labels: 'complete',
    evaluationSetDigest: `sha256:${'1'.repeat(64)}`,
    measuredFrom: new Date(measuredTo.getTime() - 7 * DAY),
    measuredTo,
    labelDelaySeconds: 0,
    reportedAt: new Date(NOW),
    reportedBy: 'external:pipeline',
    ...fields,
  };
}

const pending = { labels: 'pending', value: undefined, n: 0 } as const;
const female = { feature: 'sex', value: 'female' };

/** What is reported, and the warnings that it gives. */
const WARNINGS: Array<[string, Measurement[], string[]]> = [
  ['a limit that is kept', [week(1)], []],
  [
    'a limit that is broken',
    [week(1, { value: 0.78 }), week(8)],
    ['warning: AUC is 0.78, it should be at least 0.9'],
  ],
  ['one that was broken before', [week(1), week(8, { value: 0.78 })], []],
  [
    'the newest that is complete, while labels are pending',
    [week(1, pending), week(8, { value: 0.78 })],
    ['warning: AUC is 0.78, it should be at least 0.9'],
  ],
  [
    'the newest with enough examples',
    [week(1, { value: 0.1, n: 29 }), week(2)],
    [],
  ],
  ['a slice', [week(1, { value: 0.1, slice: female })], []],
  [
    'a stale measurement',
    [week(9, { value: 0.78 })],
    ['warning: AUC is 0.78, it should be at least 0.9'],
  ],
  ['one that is too old', [week(17, { value: 0.78 })], []],
  [
    'drift, be it ever so large',
    [week(1, { indicator: 'data-drift', value: 99 })],
    ['warning: Data drift is 99, it should be below 0.2'],
  ],
  [
    'one of two that differ in name',
    [week(1, { name: 'A' }), week(2, { name: 'B', value: 0.7 })],
    ['warning: AUC is 0.7, it should be at least 0.9 (B)'],
  ],
];

function reading(environment: string | undefined): ObservedReading {
  return {
    indicator: 'latency',
    environment,
    value: 1,
    sourceId: 'eu',
    observedAt: NOW,
    pack: 'http',
    expression: 0,
    rule: 'service',
    labels: {},
  };
}

describe('quality', () => {
  const databases = TestDatabases.create({
    ids: ['SQLITE_3', 'POSTGRES_15'],
  });

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    async function start(...measurements: Measurement[]) {
      const knex = await initDatabase(databases, databaseId);
      const quality = new QualityStore(knex);
      await quality.add(measurements.map(measurement => ({ measurement })));
      return { quality };
    }

    it('keeps what was reported once, and as it was', async () => {
      const { quality } = await start();
      const full = week(1, {
        name: 'Weekly',
        slice: female,
        modelVersion: '7',
        confidenceInterval: { low: 0.9, high: 0.92, level: 0.95 },
        runUrl: 'https://pipelines.example.com/1',
        labelDelaySeconds: 86_400,
      });
      expect(await quality.add([{ measurement: full }])).toBe(1);
      const later = { ...full, reportedAt: new Date(), reportedBy: 'b' };
      expect(
        await quality.add([{ measurement: later }, { measurement: later }]),
      ).toBe(0);
      expect(
        await quality.add([
          { measurement: week(2), id: 'run-1' },
          { measurement: week(2), id: 'run-1' },
          // The ids of one entity are nothing to another.
          {
            measurement: week(3, { entityRef: 'model:default/x' }),
            id: 'run-1',
          },
        ]),
      ).toBe(2);
      await expect(
        quality.add([
          { measurement: week(4) },
          { measurement: week(2, { value: 0.5 }), id: 'run-1' },
        ]),
      ).rejects.toThrow(
        "measurements.1.id: 'run-1' stands for another measurement of model:default/churn already",
      );
      const { series, totalItems } = await quality.listSeries({
        entityRef: REF,
        points: 10,
        offset: 0,
        limit: 10,
      });
      // The one beside the refused one was not taken either.
      expect(totalItems).toBe(2);
      expect(series).toEqual([[week(2)], [full]]);
    });

    it('gives series in pages, each with its newest measurements', async () => {
      const { quality } = await start(
        week(8),
        week(1, { value: 0.8 }),
        week(15),
        week(1, { slice: female }),
        week(1, { environment: 'staging' }),
        week(1, { indicator: 'data-drift', value: 0.1 }),
      );
      const list = async (fields: object) => {
        const { series, totalItems } = await quality.listSeries({
          entityRef: REF,
          points: 2,
          offset: 0,
          limit: 10,
          ...fields,
        });
        return [
          totalItems,
          ...series.map(([{ indicator, environment, slice }, ...more]) =>
            [indicator, environment, slice?.value, more.length].join(' '),
          ),
        ];
      };
      expect(await list({})).toEqual([
        4,
        'auc production  1',
        'auc production female 0',
        'data-drift production  0',
        'auc staging  0',
      ]);
      expect(await list({ offset: 1, limit: 2 })).toEqual([
        4,
        'auc production female 0',
        'data-drift production  0',
      ]);
      expect(
        await list({
          environment: 'production',
          indicators: ['auc'],
          onlyPopulation: true,
        }),
      ).toEqual([1, 'auc production  1']);
      expect(await list({ entityRef: 'model:default/x' })).toEqual([0]);

      await quality.prune(new Date(NOW));
      expect(await list({})).toHaveLength(5);
      await quality.prune(new Date(NOW + 1));
      expect(await list({})).toEqual([0]);
    });

    it('warns by limits, and by no more than a warning', async () => {
      const of = (index: number) => `model:default/m${index}`;
      const { quality } = await start(
        ...WARNINGS.flatMap(([, measurements], index) =>
          measurements.map(measurement => ({
            ...measurement,
            entityRef: of(index),
          })),
        ),
      );
      const signals = await new QualitySignals({ config, quality }).collect({
        entities: WARNINGS.map((_, index) => testEntity(of(index))),
        readings: new Map(),
        now: new Date(NOW),
      });
      expect(
        WARNINGS.map(([what], index) => [
          what,
          (signals.get(of(index)) ?? []).map(
            ({ state, text }) => `${state}: ${text}`,
          ),
        ]),
      ).toEqual(WARNINGS.map(([what, , expected]) => [what, expected]));
    });

    it('shows the newest number with its age, or why there is none', async () => {
      const { quality } = await start(
        week(1, pending),
        week(9, { value: 0.78, name: undefined }),
        week(1, { indicator: 'evaluation-score', ...pending }),
        week(20, { indicator: 'data-drift', value: 0.1 }),
        week(1, { indicator: 'prediction-error', value: 4, n: 7 }),
      );
      const read = (measured: ObservedReading[]) =>
        new QualityReadings({ config, quality }).read({
          entityRef: REF,
          limits: config.limits.map(({ limit }) => limit),
          measured,
        });
      const readings = await read([reading('production')]);
      expect(
        readings.map(({ indicator, environment, value, stale, limit }) => [
          indicator,
          environment,
          value,
          stale,
          limit?.kept,
        ]),
      ).toEqual([
        ['auc', 'production', 0.78, true, false],
        ['data-drift', 'production', undefined, false, undefined],
        ['evaluation-score', 'production', undefined, false, undefined],
        ['prediction-error', 'production', undefined, false, undefined],
      ]);
      expect(readings.map(({ note }) => note)).toEqual([
        expect.stringMatching(/^AUC 0.78 on 4,210 .*\. Labels are awaited/),
        'Not measured for 20 days',
        expect.stringMatching(/^Labels are awaited since/),
        '7 examples are too few; 30 are needed',
      ]);
      // Where nobody mapped environments both stand in the same.
      expect((await read([reading(undefined)]))[0].environment).toBe(
        'unmapped',
      );
    });
  });
});
