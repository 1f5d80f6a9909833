/**
 * API types, permissions and annotations of golden paths.
 *
 * @packageDocumentation
 */

export * from './annotations';
export * from './api';
export * from './events';
export * from './names';
export * from './permissions';
