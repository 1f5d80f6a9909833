/**
 * Facts for scorecards from ops health.
 *
 * @packageDocumentation
 */

export { scorecardsModuleOpsHealth as default } from './module';
export { OpsHealthCollector } from './OpsHealthCollector';
export { OPS_HEALTH_FACT_TYPES } from './factTypes';
