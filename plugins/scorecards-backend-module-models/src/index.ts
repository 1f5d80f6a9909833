/**
 * Facts for scorecards from the model registries.
 *
 * @packageDocumentation
 */

export { scorecardsModuleModels as default } from './module';
export { ModelsCollector } from './ModelsCollector';
export { MODELS_FACT_TYPES } from './factTypes';
