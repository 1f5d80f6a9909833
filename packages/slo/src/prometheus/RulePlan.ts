import { nominalPeriodMs } from '../budget/SloPeriod';
import {
  alertRules,
  DEFAULT_MINIMUM_BAD_EVENTS,
  type AlertRule,
} from '../burn/alertRules';
import { burnPairs, burnWindows, type BurnPair } from '../burn/burnPairs';
import { checkMinimum } from '../burn/decideBurn';
import type { SloDefinition } from '../openslo/SloDefinition';
import { SloInputError } from '../SloInputError';
import { checkSource, type PrometheusSource } from './PrometheusSource';
import { promDuration } from './promText';

/**
 * The part of an SLO that its rules are made of.
 *
 * @public
 */
export type PrometheusSlo = Pick<
  SloDefinition,
  'name' | 'displayName' | 'service' | 'objective' | 'period' | 'budgeting'
>;

/**
 * @public
 */
export interface PrometheusRulesOptions {
  /** Put on every recorded series and alert, such as `team`. */
  labels?: Record<string, string>;
  /** Put on every alert, such as `runbook_url`. Text, not templates. */
  annotations?: Record<string, string>;
  /** Bad events that a long window needs before it may alert; default 5. */
  minimumBadEvents?: number;
}

/** All that the rules and their tests have in common. */
export interface RulePlan {
  slo: PrometheusSlo;
  source: PrometheusSource;
  periodMs: number;
  pairs: BurnPair[];
  /** Shortest first. */
  windows: number[];
  rules: AlertRule[];
  /** Of the recorded series. */
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

export const COUNTED = {
  total: (windowMs: number) => `slo:events:increase${promDuration(windowMs)}`,
  bad: (windowMs: number) => `slo:bad_events:increase${promDuration(windowMs)}`,
  errorRatio: (windowMs: number) =>
    `slo:error_ratio:increase${promDuration(windowMs)}`,
};

const OWN_LABELS = [
  'alertname',
  'long_window',
  'service',
  'severity',
  'short_window',
  'slo',
];

export function planRules(
  slo: PrometheusSlo,
  source: PrometheusSource,
  options: PrometheusRulesOptions,
): RulePlan {
  const { minimumBadEvents = DEFAULT_MINIMUM_BAD_EVENTS } = options;
  if (!/^[a-z0-9][a-z0-9-]*$/.test(slo.name)) {
    throw new SloInputError(
      'name',
      slo.name,
      'lower-case letters, digits and hyphens',
    );
  }
  if (slo.budgeting.method !== 'occurrences') {
    throw new SloInputError(
      'budgeting',
      slo.budgeting.method,
      'occurrences; the rules count events, not time slices',
    );
  }
  checkMinimum(minimumBadEvents);
  checkSource(source);
  checkLabels(options.labels);
  const periodMs = nominalPeriodMs(slo.period);
  const pairs = burnPairs(slo.objective, periodMs);
  const rules = alertRules(slo.objective, pairs, minimumBadEvents);
  return {
    slo,
    source,
    periodMs,
    pairs,
    windows: burnWindows(pairs),
    rules: source.total ? rules : rules.filter(({ kind }) => kind === 'burn'),
    labels: { slo: slo.name, service: slo.service, ...options.labels },
    annotations: options.annotations ?? {},
  };
}

function checkLabels(labels: Record<string, string> = {}): void {
  for (const name of Object.keys(labels)) {
    if (
      !/^[a-zA-Z_]\w*$/.test(name) ||
      name.startsWith('__') ||
      OWN_LABELS.includes(name)
    ) {
      throw new SloInputError(
        'labels',
        name,
        `names of letters, digits and underscores, and none of ${OWN_LABELS.join(
          ', ',
        )}`,
      );
    }
  }
}
