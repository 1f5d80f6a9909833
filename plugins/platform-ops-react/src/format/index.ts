export { formatDuration } from './formatDuration';
export { formatNumber } from './formatNumber';
export { formatRatio } from './formatRatio';
