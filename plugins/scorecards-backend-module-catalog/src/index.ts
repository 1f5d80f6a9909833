/**
 * Facts for scorecards from the software catalog.
 *
 * @packageDocumentation
 */

export { scorecardsModuleCatalog as default } from './module';
export { CatalogCollector } from './CatalogCollector';
export { CATALOG_FACT_TYPES } from './factTypes';
