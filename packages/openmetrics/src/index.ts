/**
 * Reads the text formats of OpenMetrics and Prometheus: bounded, in slices,
 * with errors that name the line.
 *
 * @packageDocumentation
 */

export * from './ExpositionError';
export * from './ExpositionFormat';
export * from './ExpositionLimits';
export * from './ExpositionParser';
export * from './parseExposition';
export type { ExpositionSeries } from './parseSeries';
