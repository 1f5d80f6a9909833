export * from './formatDuration';
export * from './formatNumber';
export * from './formatRatio';
export * from './formatSignificant';
