/**
 * The API client, hooks and badges that other plugins use to show compliance
 * scorecards.
 *
 * @packageDocumentation
 */

export * from './api';
export * from './components';
export * from './format';
export * from './hooks';
