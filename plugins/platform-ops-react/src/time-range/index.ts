export {
  formatTimeRange,
  isLiveTimeRange,
  resolveTimeRange,
  type TimeRange,
} from './timeRange';
export {
  TimeRangeControl,
  type TimeRangeControlProps,
} from './TimeRangeControl';
export { useTimeRange } from './useTimeRange';
