import type { AlertRule } from '../burn/alertRules';
import { DUE_EVENTS } from '../burn/traffic';
import { formatDuration, formatObjective } from '../format';
import { asTemplate, promDuration, promNumber, promSelector } from './promText';
import { COUNTED, type RulePlan } from './RulePlan';

export interface AlertingRule {
  alert: string;
  expr: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

export const ALERT_NAMES: Record<AlertRule['kind'], string> = {
  burn: 'SloErrorBudgetBurn',
  'low-volume': 'SloLowVolumeErrors',
};

/** The value of each alert is the error ratio of its long window. */
export function alertingRules(plan: RulePlan): AlertingRule[] {
  return plan.rules.map(rule => ({
    alert: ALERT_NAMES[rule.kind],
    expr: expression(rule, plan),
    labels: alertLabels(rule),
    annotations: {
      ...alertWords(
        rule,
        plan,
        '{{ $value | humanizePercentage }}',
        asTemplate,
      ),
      ...mapValues(plan.annotations, asTemplate),
    },
  }));
}

/** Those that an alert has beside the labels of the series. */
export function alertLabels(rule: AlertRule): Record<string, string> {
  return {
    severity: rule.severity,
    long_window: promDuration(rule.longMs),
    short_window: promDuration(rule.shortMs),
  };
}

/** @param errorRatio - The value, or the template that gives it. */
export function alertWords(
  rule: AlertRule,
  { slo, periodMs }: RulePlan,
  errorRatio: string,
  escape: (text: string) => string,
): Record<string, string> {
  const name = escape(slo.displayName);
  const failed = `${errorRatio} of the events of the last ${promDuration(
    rule.longMs,
  )} failed, and it goes on. The objective is ${formatObjective(
    slo.objective,
  )} good events.`;
  return rule.kind === 'burn'
    ? {
        summary: `${name} uses up its error budget`,
        description: `${failed} At this pace the error budget of ${formatDuration(
          periodMs,
        )} lasts less than ${formatDuration(periodMs / rule.factor)}.`,
      }
    : {
        summary: `${name}: of few events many fail`,
        description: `There is little traffic, but ${failed}`,
      };
}

function expression(rule: AlertRule, plan: RulePlan): string {
  const { labels, source } = plan;
  const { longMs, shortMs, onlyBelow } = rule;
  const limit = promNumber(rule.errorRatioLimit);
  const errorRatio = (ms: number) =>
    promSelector(COUNTED.errorRatio(ms), labels);
  const badEvents = (ms: number) => promSelector(COUNTED.bad(ms), labels);
  const conditions = [
    `${errorRatio(longMs)} > ${limit}`,
    `and (${shortRatio()}) > ${limit}`,
  ];
  if (source.total !== undefined) {
    const { perEvent, squared } = rule.chance;
    const events = promSelector(COUNTED.total(longMs), labels);
    conditions.push(
      `and ${badEvents(longMs)} >= ${rule.minimumBadEvents}`,
      `and ${badEvents(
        longMs,
      )} > ${perEvent} * ${events} + sqrt(${squared} * ${events})`,
    );
  }
  for (const { windowMs, badEvents: many } of onlyBelow) {
    conditions.push(`unless ${badEvents(windowMs)} >= ${promNumber(many)}`);
  }
  return conditions.join('\n');

  /** Where it is empty, a longer window answers, unless the traffic has stopped. */
  function shortRatio(): string {
    if (source.total === undefined) {
      return errorRatio(shortMs);
    }
    const longer = plan.windows.filter(ms => ms > shortMs && ms <= longMs);
    const answers = longer.map(ms => {
      const emptyMs = plan.windows[plan.windows.indexOf(ms) - 1];
      const events = promSelector(COUNTED.total(ms), labels);
      const due = promNumber((DUE_EVENTS * ms) / emptyMs);
      return `(${errorRatio(ms)} and ${events} < ${due} unless ${errorRatio(
        emptyMs,
      )})`;
    });
    return [errorRatio(shortMs), ...answers].join('\n  or ');
  }
}

function mapValues(
  values: Record<string, string>,
  change: (value: string) => string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, change(value)]),
  );
}
