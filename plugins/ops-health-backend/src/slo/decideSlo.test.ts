import { burnWindows, parseOpenSlo } from '@platform-ops/slo';
import { decideSlo, pairsOf } from './decideSlo';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-03-01T12:00:00Z');

const {
  slos: [definition],
} = parseOpenSlo({
  apiVersion: 'openslo/v1',
  kind: 'SLO',
  metadata: { name: 'availability' },
  spec: {
    service: 'checkout',
    budgetingMethod: 'Occurrences',
    timeWindow: [{ duration: '30d', isRolling: true }],
    objectives: [{ target: 0.99 }],
    indicator: {
      metadata: { name: 'availability' },
      spec: {
        ratioMetric: {
          counter: true,
          rawType: 'failure',
          raw: {
            metricSource: {
              type: 'Indicator',
              spec: { indicator: 'error-ratio' },
            },
          },
        },
      },
    },
  },
});

/** 100 requests a second, of which this share failed within the last hour. */
function decide(failing: number) {
  const count = (windowMs: number) => {
    const total = windowMs / 10;
    return {
      windowMs,
      total,
      good: total - (Math.min(windowMs, HOUR) / 10) * failing,
      coverage: 1,
    };
  };
  return decideSlo({
    definition,
    windows: burnWindows(pairsOf(definition)).map(count),
    hours: Array.from({ length: 30 * 24 }, (_, index) => ({
      sloId: 'a',
      hour: new Date(NOW - (index + 1) * HOUR),
      ...count(HOUR),
      good: index ? HOUR / 10 : count(HOUR).good,
    })),
    rest: { good: 0, total: 0 },
    now: NOW,
  });
}

it('tells how long a budget lasts at the rate that burns it', () => {
  const { burn, status } = decide(0.2);
  expect(burn).toMatchObject({ state: 'firing', severity: 'page' });
  // At 20 times the rate that is allowed, 30 days last 1.5.
  expect(Date.parse(status.budget!.exhaustedAt!) - NOW).toBeLessThan(
    1.5 * 24 * HOUR,
  );
  expect(status.budget!.summary).toContain('the last 1 h');
});

it('looks at a longer time where nothing burns', () => {
  const { burn, status } = decide(0.05);
  expect(burn.state).toBe('clear');
  expect(status.budget!.summary).not.toContain('the last 1 h');
});
