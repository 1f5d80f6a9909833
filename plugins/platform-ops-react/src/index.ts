/**
 * What all pages of the portal share: states, badges, charts, times.
 *
 * @packageDocumentation
 */

export * from './charts';
export * from './content';
export * from './format';
export * from './navigation';
export * from './states';
export * from './time';
