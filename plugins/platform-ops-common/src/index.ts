/**
 * Schemas and types that the APIs of all portal backends share, and how numbers
 * are written for people.
 *
 * @packageDocumentation
 */

export * from './entityRef';
export * from './format';
export * from './paging';
export * from './queryList';
export * from './time';
