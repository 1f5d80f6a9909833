import { FAULT_DURATION_SECONDS } from '@platform-ops/backstage-plugin-sandbox-common';

const USUAL_SECONDS = [300, 600, 1_200, 3_600];

/** What there is to choose from, the default among it. */
export function durationsWith(defaultSeconds: number): number[] {
  const choices = new Set([
    ...USUAL_SECONDS,
    defaultSeconds,
    FAULT_DURATION_SECONDS.maximum,
  ]);
  return [...choices].sort((one, other) => one - other);
}
