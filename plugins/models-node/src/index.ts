/**
 * Extension point for model registries and the service reference that other
 * backends use to read models.
 *
 * @packageDocumentation
 */

export * from './ModelRegistry';
export * from './ModelsService';
export * from './modelRegistriesExtensionPoint';
export * from './modelsServiceRef';
export * from './readModelRegistryConfigs';
