/**
 * What all pages of the portal share: states, badges, charts, times.
 *
 * @packageDocumentation
 */

export * from './actions';
export * from './charts';
export * from './content';
export * from './export';
export * from './filters';
export * from './format';
export * from './load';
export * from './navigation';
export * from './states';
export * from './tables';
export * from './time';
export * from './time-range';
