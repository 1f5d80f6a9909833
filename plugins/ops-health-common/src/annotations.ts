/**
 * Labels of the metrics of an entity, as `label=value` pairs, comma separated.
 * Wins over the global rules.
 *
 * @public
 */
export const ANNOTATION_METRIC_LABELS = 'platformops.io/metric-labels';

/**
 * Limits that a person set, comma separated, e.g.
 * `latency<500ms, error-ratio<1%`. Each is what the value should keep.
 *
 * @public
 */
export const ANNOTATION_HEALTH_LIMITS = 'platformops.io/health-limits';

/**
 * Indicators by queries of one's own, one to a line, e.g.
 * `backlog [seconds] = production: max(queue_age_seconds{queue="orders"})`.
 *
 * @public
 */
export const ANNOTATION_INDICATORS = 'platformops.io/indicators';

/**
 * Path of OpenSLO documents, relative to the entity's source location.
 *
 * @public
 */
export const ANNOTATION_SLO = 'platformops.io/slo';

/**
 * `expected` unless told; `none` for what may well have no traffic: it is idle
 * then, not unknown.
 *
 * @public
 */
export const ANNOTATION_TRAFFIC = 'platformops.io/traffic';

/**
 * Weight on the fleet page: 1 (most important) to 4.
 *
 * @public
 */
export const ANNOTATION_TIER = 'platformops.io/tier';

/**
 * Address of what a person opens when something is wrong.
 *
 * @public
 */
export const ANNOTATION_RUNBOOK = 'platformops.io/runbook-url';

/** @public */
export const ANNOTATION_LOGS = 'platformops.io/logs-url';

/** @public */
export const ANNOTATION_TRACES = 'platformops.io/traces-url';

/** @public */
export const ANNOTATION_ON_CALL = 'platformops.io/on-call-url';

/** @public */
export const ANNOTATION_DASHBOARD = 'platformops.io/dashboard-url';
