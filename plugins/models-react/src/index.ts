/**
 * Blueprints, hooks and the API client that other plugins use to show models.
 *
 * @packageDocumentation
 */

export * from './api';
export * from './blueprints';
export * from './components';
export * from './hooks';
