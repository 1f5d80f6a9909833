import { stringify } from 'yaml';
import { burnPairs, burnWindows } from '../burn/burnPairs';
import { decideBurn } from '../burn/decideBurn';
import { DAY, MINUTE } from '../time';
import { describeWithPromtool, promtool } from '../__testUtils__/promtool';
import { Traffic, type TrafficOptions } from '../__testUtils__/Traffic';
import { exportPrometheusRules } from './exportPrometheusRules';

const HOURS = 60;
const STEP_MINUTES = 5;

/** Healthy hours, an outage, a burn that is slower, silence, and few requests that fail. */
const LIFE: Omit<TrafficOptions, 'seed'> = {
  minutes: 30 * HOURS,
  eventsPerMinute: minute => {
    if (minute >= 12 * HOURS && minute < 15 * HOURS) {
      return 0;
    }
    return minute < 15 * HOURS ? 30 : 0.05;
  },
  errorRatio: minute => {
    const hour = minute / HOURS;
    if ((hour >= 2 && hour < 2.5) || (hour >= 11 && hour < 12)) {
      return 1;
    }
    if (hour >= 5 && hour < 9) {
      return 0.08;
    }
    return hour >= 18 && hour < 26 ? 0.9 : 0.002;
  },
};

function alertTest(alerts: string, minute: number, isFiring: boolean) {
  return {
    expr: `count(${alerts}) > bool 0 or vector(0)`,
    eval_time: `${minute}m`,
    exp_samples: [{ labels: '{}', value: isFiring ? 1 : 0 }],
  };
}

/** What the portal decides; Prometheus does not correct for what it did not see. */
function decideAt(traffic: Traffic, objective: number, minute: number) {
  const pairs = burnPairs(objective, 30 * DAY);
  const windows = burnWindows(pairs).map(windowMs => ({
    ...traffic.countsAt(minute, windowMs),
    coverage: 1,
  }));
  return decideBurn({ objective, pairs, windows });
}

describeWithPromtool('Prometheus and the portal', () => {
  it.each([
    [0.99, 1],
    [0.9, 2],
    [0.5, 3],
  ])('decide alike all through a life: objective %s', (objective, seed) => {
    const traffic = Traffic.simulate({ ...LIFE, seed });
    const minutes = Array.from({ length: traffic.minutes + 1 }, (_, i) => i);
    const sums = minutes.map(minute =>
      traffic.countsAt(minute, minute * MINUTE),
    );
    const evaluated = minutes.filter(
      minute => minute > 0 && minute % STEP_MINUTES === 0,
    );
    const decisions = evaluated.map(minute => ({
      minute,
      decision: decideAt(traffic, objective, minute),
    }));
    const tests = {
      rule_files: ['rules.yml'],
      evaluation_interval: `${STEP_MINUTES}m`,
      tests: [
        {
          interval: '1m',
          input_series: [
            { series: 'good_total', values: sums.map(s => s.good).join(' ') },
            { series: 'all_total', values: sums.map(s => s.total).join(' ') },
          ],
          promql_expr_test: decisions.flatMap(({ minute, decision }) => [
            alertTest('ALERTS', minute, decision.state === 'firing'),
            alertTest(
              'ALERTS{severity="page"}',
              minute,
              decision.severity === 'page',
            ),
          ]),
        },
      ],
    };
    const rules = exportPrometheusRules(
      {
        name: 'life',
        displayName: 'Life',
        service: 'life',
        objective,
        period: { kind: 'rolling', ms: 30 * DAY },
        budgeting: { method: 'occurrences' },
      },
      {
        good: 'sum(increase(good_total[$window]))',
        total: 'sum(increase(all_total[$window]))',
      },
    );
    const { output } = promtool(['test', 'rules', 'tests.yml'], {
      'rules.yml': rules,
      'tests.yml': stringify(tests),
    });
    expect(output).toContain('SUCCESS');
    const codes = decisions.flatMap(({ decision }) =>
      decision.pairs.map(({ code }) => code),
    );
    expect(codes).toEqual(
      expect.arrayContaining(['burning', 'recovered', 'traffic-stopped']),
    );
  });
});
