/**
 * Pages, entity tabs and cards for models, their versions and registries.
 *
 * @packageDocumentation
 */

export { modelsPlugin as default } from './plugin';
