/**
 * Reads metrics from Prometheus and what speaks its API.
 *
 * @packageDocumentation
 */

export { opsHealthModulePrometheus as default } from './module';
export * from './PrometheusMetricSource';
export type { PrometheusSourceConfig } from './config/readPrometheusSourceConfig';
export type { Sigv4Config } from './config/readSigv4Config';
