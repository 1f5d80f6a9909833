export * from './expressions';
export * from './IndicatorPack';
export * from './metricsNeededBy';
export * from './MetricSource';
