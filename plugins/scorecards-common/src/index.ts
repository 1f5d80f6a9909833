/**
 * API types, permissions and vocabulary of compliance scorecards.
 *
 * @packageDocumentation
 */

export * from './annotations';
export * from './api';
export * from './events';
export * from './permissions';
