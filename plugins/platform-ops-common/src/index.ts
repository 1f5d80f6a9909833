/**
 * Schemas and types that the APIs of all portal backends share.
 *
 * @packageDocumentation
 */

export * from './entityRef';
export * from './paging';
export * from './queryList';
export * from './time';
