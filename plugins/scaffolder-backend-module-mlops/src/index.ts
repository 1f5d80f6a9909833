/**
 * Scaffolder actions for golden paths.
 *
 * @packageDocumentation
 */

export { scaffolderModuleMlops as default } from './module';
