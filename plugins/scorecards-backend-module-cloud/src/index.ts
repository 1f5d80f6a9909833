/**
 * Facts for scorecards from cloud posture.
 *
 * @packageDocumentation
 */

export { scorecardsModuleCloud as default } from './module';
export { CloudCollector } from './CloudCollector';
export { CLOUD_FACT_TYPES } from './factTypes';
