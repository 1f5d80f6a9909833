/**
 * The API client, hooks and the state badge that other plugins use to show
 * health.
 *
 * @packageDocumentation
 */

export * from './api';
export * from './components';
export * from './hooks';
