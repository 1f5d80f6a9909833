import { stringify } from 'yaml';
import type { AlertRule } from '../burn/alertRules';
import { MINUTE } from '../time';
import { ALERT_NAMES, alertLabels, alertWords } from './alertingRules';
import type { PrometheusSource } from './PrometheusSource';
import { promDuration, promNumber, promSelector } from './promText';
import { burningRatio, ruleCases, type RuleCase } from './ruleCases';
import {
  COUNTED,
  planRules,
  type PrometheusRulesOptions,
  type PrometheusSlo,
  type RulePlan,
} from './RulePlan';

/**
 * @public
 */
export interface PromtoolTestsOptions extends PrometheusRulesOptions {
  /** The file with the rules, as seen from the one with the tests; default `rules.yml`. */
  ruleFile?: string;
  /**
   * Two counters that the source reads, such as `requests_total{code="200"}`. With them the
   * recording rules are tested too, from counters to alerts.
   */
  inputSeries?: { good: string; bad: string };
}

/**
 * Writes unit tests for `promtool test rules`: what {@link exportPrometheusRules} writes for the
 * same arguments must fire on burning traffic, and must not on healthy, recovered, sparse, stopped
 * or too little traffic.
 *
 * @returns YAML text.
 * @throws SloInputError for an SLO, a source or labels that cannot be.
 *
 * @public
 */
export function exportPromtoolTests(
  slo: PrometheusSlo,
  source: PrometheusSource,
  options: PromtoolTestsOptions = {},
): string {
  const plan = planRules(slo, source, options);
  const { inputSeries, ruleFile = 'rules.yml' } = options;
  return stringify(
    {
      rule_files: [ruleFile],
      // The rules look back, so one look at the end is enough.
      evaluation_interval: promDuration(longestWindow(plan)),
      tests: [
        ...ruleCases(plan).map(ruleCase => caseTest(plan, ruleCase)),
        ...(inputSeries ? counterTests(plan, inputSeries) : []),
      ],
    },
    { lineWidth: 0, aliasDuplicateObjects: false },
  );
}

/** Of a counter: promtool refuses to read many more at once. */
const MOST_SAMPLES = 4500;

/** Gives the recorded series their values. */
function caseTest(plan: RulePlan, { name, counts, firing }: RuleCase) {
  const end = promDuration(longestWindow(plan));
  const input = (metric: string, value: number) => ({
    series: promSelector(metric, plan.labels),
    values: `${promNumber(value)} ${promNumber(value)}`,
  });
  return {
    name,
    interval: end,
    input_series: [...counts].flatMap(([ms, { events, bad }]) =>
      plan.source.total === undefined
        ? [input(COUNTED.errorRatio(ms), bad / events)]
        : [input(COUNTED.total(ms), events), input(COUNTED.bad(ms), bad)],
    ),
    alert_rule_test: alertTests(plan, firing, ({ longMs }) => {
      const { bad, events } = counts.get(longMs) ?? { bad: 0, events: 1 };
      return bad / events;
    }),
  };
}

/** Lets counters grow for the longest window. */
function counterTests(
  plan: RulePlan,
  { good, bad }: { good: string; bad: string },
) {
  const end = longestWindow(plan);
  const allowed = 1 - plan.slo.objective;
  const burns = plan.rules.filter(({ kind }) => kind === 'burn');
  const fastest = Math.max(...burns.map(({ factor }) => factor));
  const stepMinutes = Math.ceil(end / MINUTE / MOST_SAMPLES);
  // Enough for the minimum of bad events in every window.
  const badPerMinute = Math.max(...burns.map(rule => rule.minimumBadEvents));
  /** Extrapolation makes fractions that no two versions need agree on. */
  const valueTest = (metric: string, value: number) => ({
    expr: `count(abs(${promSelector(metric, plan.labels)} / ${promNumber(
      value,
    )} - 1) < 0.001)`,
    eval_time: promDuration(end),
    exp_samples: [{ labels: '{}', value: 1 }],
  });
  return [
    { name: 'healthy counters', ratio: allowed / 2, firing: [] },
    {
      name: 'burning counters',
      ratio: burningRatio(fastest * allowed),
      firing: burns,
    },
  ].map(({ name, ratio, firing }) => {
    const grow = (perMinute: number) =>
      `0+${promNumber(perMinute * stepMinutes)}x${Math.ceil(
        end / MINUTE / stepMinutes,
      )}`;
    return {
      name,
      interval: `${stepMinutes}m`,
      input_series: [
        { series: good, values: grow(badPerMinute / ratio - badPerMinute) },
        { series: bad, values: grow(badPerMinute) },
      ],
      promql_expr_test: plan.windows.flatMap(ms => [
        valueTest(COUNTED.errorRatio(ms), ratio),
        ...(plan.source.total === undefined
          ? []
          : [
              valueTest(
                COUNTED.total(ms),
                (badPerMinute / ratio) * (ms / MINUTE),
              ),
            ]),
      ]),
      alert_rule_test: alertTests(plan, firing, () => ratio),
    };
  });
}

function alertTests(
  plan: RulePlan,
  firing: AlertRule[],
  errorRatioOf: (rule: AlertRule) => number,
) {
  return Object.entries(ALERT_NAMES).map(([kind, alertname]) => ({
    eval_time: promDuration(longestWindow(plan)),
    alertname,
    exp_alerts: firing
      .filter(rule => rule.kind === kind)
      .map(rule => ({
        exp_labels: { ...plan.labels, ...alertLabels(rule) },
        exp_annotations: {
          ...alertWords(
            rule,
            plan,
            humanizePercentage(errorRatioOf(rule)),
            text => text,
          ),
          ...plan.annotations,
        },
      })),
  }));
}

function longestWindow({ windows }: RulePlan): number {
  return windows[windows.length - 1];
}

/** As Prometheus' template function does: `%.4g%%` of Go. */
function humanizePercentage(ratio: number): string {
  const percent = ratio * 100;
  const exponent = Math.floor(Math.log10(percent));
  if (exponent >= -4) {
    return `${Number(percent.toPrecision(4))}%`;
  }
  const [digits, power] = percent.toExponential(3).split('e-');
  return `${Number(digits)}e-${power.padStart(2, '0')}%`;
}
