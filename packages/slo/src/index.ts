/**
 * The arithmetic of service level objectives: burn rates, error budgets, OpenSLO and
 * Prometheus rules.
 *
 * @packageDocumentation
 */

export { SloInputError } from './SloInputError';
export { DEFAULT_MINIMUM_BAD_EVENTS } from './burn/alertRules';
export {
  burnPairs,
  burnWindows,
  type BurnPair,
  type BurnSeverity,
} from './burn/burnPairs';
export * from './burn/BurnDecision';
export { decideBurn, type DecideBurnOptions } from './burn/decideBurn';
export type { Traffic } from './burn/traffic';
export type { WindowCounts } from './burn/WindowCounts';
export * from './budget/errorBudget';
export * from './budget/periodAt';
export * from './budget/SloPeriod';
export * from './countTimeSlices';
export * from './openslo/parseOpenSlo';
export * from './openslo/SloDefinition';
export { windowedQuery } from './openslo/windowedQuery';
export * from './prometheus/exportPrometheusRules';
export * from './prometheus/exportPromtoolTests';
export {
  prometheusSource,
  type PrometheusSource,
} from './prometheus/PrometheusSource';
export type {
  PrometheusRulesOptions,
  PrometheusSlo,
} from './prometheus/RulePlan';
