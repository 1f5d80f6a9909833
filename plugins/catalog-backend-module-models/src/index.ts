/**
 * Adds the Model and Dataset kinds to the catalog and fills it from the model
 * registries.
 *
 * @packageDocumentation
 */

export { modelsCatalogModelLayer } from './model/modelLayer';
export { catalogModuleModels as default } from './module';
