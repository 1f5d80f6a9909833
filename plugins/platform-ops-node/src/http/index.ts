export { ConcurrencyLimit } from './ConcurrencyLimit';
export { describeConnectionFailure, errorCodeOf } from './connectionFailure';
export { isPassingCode, isPassingStatus } from './passingFailures';
export { readRetryAfter } from './readRetryAfter';
export { redirectHost } from './redirectHost';
export {
  LONGEST_RETRY_AFTER_MILLISECONDS,
  retry,
  RetryableError,
  type RetryOptions,
} from './retry';
