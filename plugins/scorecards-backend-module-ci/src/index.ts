/**
 * Facts for scorecards from what pipelines and scanners push.
 *
 * @packageDocumentation
 */

export { CI_FACT_TYPES } from './factTypes';
export { scorecardsModuleCi as default } from './module';
