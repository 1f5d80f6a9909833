/**
 * Faults, API types and permission of the sandbox.
 *
 * @packageDocumentation
 */

export * from './faults';
export * from './permissions';
