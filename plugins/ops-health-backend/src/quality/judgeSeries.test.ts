import { judgeSeries } from './judgeSeries';
import type { Measurement } from './Measurement';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const DAY = 86_400_000;
const OLD_SET = `sha256:${'1'.repeat(64)}`;
const NEW_SET = `sha256:${'2'.repeat(64)}`;

/** Of the week that ended so many days ago. */
function week(daysAgo: number, fields: Partial<Measurement> = {}): Measurement {
  const measuredTo = new Date(NOW - daysAgo * DAY);
  return {
    entityRef: 'component:default/churn',
    environment: 'production',
    indicator: 'auc',
    value: 0.91,
    n: 4210,
    labels: 'complete',
    evaluationSetDigest: NEW_SET,
    measuredFrom: new Date(measuredTo.getTime() - 7 * DAY),
    measuredTo,
    labelDelaySeconds: 0,
    reportedAt: new Date(NOW),
    reportedBy: 'external:pipeline',
    ...fields,
  };
}

const pending = { labels: 'pending', value: undefined, n: 0 } as const;
const delay = (days: number) => ({ labelDelaySeconds: days * 86_400 });

describe('judgeSeries', () => {
  it.each<
    [
      string,
      Measurement[],
      'measured' | 'stale' | 'unknown',
      number | undefined,
      string,
    ]
  >([
    [
      'a fresh one',
      [week(1), week(8, { value: 0.8 })],
      'measured',
      0.91,
      'AUC 0.91 on 4,210 examples, 2026-11-15 to 2026-11-22',
    ],
    [
      'one with an interval and a name',
      [
        week(1, {
          name: 'Weekly AUC',
          confidenceInterval: { low: 0.9, high: 0.92, level: 0.95 },
        }),
      ],
      'measured',
      0.91,
      'Weekly AUC 0.91 (0.9 to 0.92 with 95 % confidence) on 4,210 examples, 2026-11-15 to 2026-11-22',
    ],
    [
      'one that is older than eight days',
      [week(9)],
      'stale',
      0.91,
      'AUC 0.91 on 4,210 examples, 2026-11-07 to 2026-11-14; nothing newer for 9 days',
    ],
    [
      'one that is older than sixteen days',
      [week(17)],
      'unknown',
      undefined,
      'Not measured for 17 days',
    ],
    [
      'one whose labels took a month to come',
      [week(33, delay(30))],
      'measured',
      0.91,
      'AUC 0.91 on 4,210 examples, 2026-10-14 to 2026-10-21',
    ],
    [
      'one that claims labels which come only later',
      [week(20, { ...delay(300), reportedAt: new Date(NOW - 17 * DAY) })],
      'unknown',
      undefined,
      'Not measured for 17 days',
    ],
    [
      'one whose labels are pending',
      [week(1, { ...pending, ...delay(30) })],
      'unknown',
      undefined,
      'Labels are awaited since 2026-11-22; they usually take 30 days',
    ],
    [
      'several whose labels are pending after one that is complete',
      [week(1, pending), week(8, pending), week(15, delay(14))],
      'unknown',
      undefined,
      'Labels are awaited since 2026-11-15; they usually take 14 days',
    ],
    [
      'one whose labels are pending for who knows how long',
      [week(1, pending)],
      'unknown',
      undefined,
      'Labels are awaited since 2026-11-22; how long they usually take was not reported',
    ],
    [
      'one of 12 examples',
      [week(1, { n: 12 }), week(8)],
      'unknown',
      undefined,
      '12 examples are too few; 30 are needed',
    ],
    [
      'one of a single example',
      [week(1, { n: 1 })],
      'unknown',
      undefined,
      '1 example is too few; 30 are needed',
    ],
    [
      'one of 30 examples',
      [week(1, { n: 30 })],
      'measured',
      0.91,
      'AUC 0.91 on 30 examples, 2026-11-15 to 2026-11-22',
    ],
  ])('judges %s', (_, measurements, state, value, text) => {
    const judged = judgeSeries(measurements, {
      now: NOW,
      staleAfterMs: 8 * DAY,
    });
    expect([judged.state, judged.value, judged.text]).toEqual([
      state,
      value,
      text,
    ]);
  });

  it('knows the newest number, and where comparing ends', () => {
    const options = { now: NOW, staleAfterMs: 8 * DAY };
    const judged = judgeSeries(
      [
        week(1, pending),
        week(8, { value: 0.88 }),
        week(15, { evaluationSetDigest: OLD_SET }),
      ],
      options,
    );
    expect(judged.measured?.value).toBe(0.88);
    expect(judged.comparability).toBe(
      'The evaluation set changed: values before the one until 2026-11-15 cannot be compared with those since',
    );
    expect(judgeSeries([week(1), week(8)], options).comparability).toBe(
      undefined,
    );
  });
});
