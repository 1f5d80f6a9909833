/**
 * API types, permissions, vocabulary and indicators of ops health.
 *
 * @packageDocumentation
 */

export * from './annotations';
export * from './api';
export * from './events';
export * from './indicators';
export * from './permissions';
export * from './states';
