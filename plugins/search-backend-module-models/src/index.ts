/**
 * Puts models into the portal's search.
 *
 * @packageDocumentation
 */

export type { ModelDocument } from './ModelDocument';
export { searchModuleModels as default } from './module';
