export { ConcurrencyLimit } from './ConcurrencyLimit';
export { describeConnectionFailure, errorCodeOf } from './connectionFailure';
export { isPassingCode, isPassingStatus } from './passingFailures';
export { PluginCaller, type PluginCallOptions } from './PluginCaller';
export { readRetryAfter } from './readRetryAfter';
export { redirectHost } from './redirectHost';
export {
  LONGEST_RETRY_AFTER_MILLISECONDS,
  retry,
  RetryableError,
  type RetryOptions,
} from './retry';
