/**
 * Entity kinds, API types, permissions and vocabulary of the model catalog.
 *
 * @packageDocumentation
 */

export * from './annotations';
export * from './api';
export * from './entities';
export * from './events';
export * from './formatVersion';
export * from './permissions';
export * from './schemas';
export * from './vocabulary';
