export { ElapsedTime, type ElapsedTimeProps } from './ElapsedTime';
export { ObservedTime, type ObservedTimeProps } from './ObservedTime';
export { RelativeTime, type RelativeTimeProps } from './RelativeTime';
export { StaleMark, type StaleMarkProps } from './StaleMark';
export {
  formatAbsoluteTime,
  formatAge,
  formatClockTime,
  formatRelativeTime,
} from './formatTime';
