/**
 * Reads models from MLflow registries.
 *
 * @packageDocumentation
 */

export { modelsModuleMlflow as default } from './module';
export * from './MlflowModelRegistry';
export type { MlflowRegistryConfig } from './readMlflowRegistryConfig';
