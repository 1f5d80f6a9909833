import type { ObservedServing } from '@platform-ops/backstage-plugin-ops-health-node';
import { shorten } from '@platform-ops/backstage-plugin-platform-ops-node';
import { readTime } from '../objects/readTime';
import type { ModelStatus } from './InferenceService';

/** E.g. `ModelLoadFailed (exit code 1): no such file`. */
export function describeFailure({
  reason,
  message,
  exitCode,
}: NonNullable<ModelStatus['lastFailureInfo']>): string {
  return `${reason ?? 'It failed'}${
    exitCode === undefined ? '' : ` (exit code ${exitCode})`
  }${message ? `: ${shorten(message)}` : ''}`;
}

export function toFailure(
  modelStatus: ModelStatus | undefined,
): ObservedServing['lastFailure'] {
  const info = modelStatus?.lastFailureInfo;
  return info && { message: describeFailure(info), at: readTime(info.time) };
}
