/**
 * The states of health, worst first; what is idle says the least.
 *
 * @remarks
 *
 * `bad`: a page alert fires, a Ready condition is false past its deadline, or
 * both windows of a page pair burn. `warning`: a ticket alert or ticket pair,
 * or a limit that a person set. `unknown`: no data. `idle`: scaled to zero,
 * stopped, no traffic expected. Anomalies, drift and forecasts alone never
 * exceed `warning`.
 *
 * @public
 */
export const HEALTH_STATES = [
  'bad',
  'warning',
  'unknown',
  'good',
  'idle',
] as const;

/** @public */
export type HealthState = (typeof HEALTH_STATES)[number];

const STATE_WORDS: Record<HealthState, string> = {
  bad: 'bad',
  warning: 'warning',
  unknown: 'unknown',
  good: 'healthy',
  idle: 'idle',
};

/**
 * What people read for a state, on pages and in sentences.
 *
 * @public
 */
export function stateWord(state: HealthState): string {
  return STATE_WORDS[state];
}

/**
 * The environment that decides the headline state.
 *
 * @public
 */
export const PRODUCTION = 'production';

/**
 * What made a state what it is.
 *
 * @public
 */
export const REASON_KINDS = [
  'alert',
  'condition',
  'slo',
  'limit',
  'anomaly',
  'source',
  'idle',
  'no-data',
  'measured',
] as const;

/** @public */
export type ReasonKind = (typeof REASON_KINDS)[number];
