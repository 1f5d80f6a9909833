import {
  HEALTH_STATES,
  type HealthState,
} from '@platform-ops/backstage-plugin-ops-health-common';

/** Negative where the first is worse. */
export function compareStates(one: HealthState, other: HealthState): number {
  return HEALTH_STATES.indexOf(one) - HEALTH_STATES.indexOf(other);
}

/** Counts in words, worst first: `1 bad, 12 healthy`. */
export function describeCounts(
  counts: Partial<Record<HealthState, number>>,
  word: (state: HealthState) => string,
): string {
  return HEALTH_STATES.filter(state => counts[state])
    .map(state => `${counts[state]!.toLocaleString('en')} ${word(state)}`)
    .join(', ');
}
