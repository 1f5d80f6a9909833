import { formatDuration } from '@platform-ops/backstage-plugin-platform-ops-react';

/** How long something took, or undefined where that is not known. */
export function describeSpan(
  startedAt: string | undefined,
  finishedAt: string | undefined,
): string | undefined {
  if (!startedAt || !finishedAt) {
    return undefined;
  }
  const seconds = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1_000;
  return seconds >= 0 ? formatDuration(seconds) : undefined;
}
