import type { HealthChange } from '@platform-ops/backstage-plugin-ops-health-common';
import { MOST_RECENT_CHANGES } from '../../hooks/useRecentChanges';

function count(number: number, one: string): string {
  return `${number} ${one}${number === 1 ? '' : 's'}`;
}

/** `3 deployments, 1 state change`; undefined where there is none. */
export function describeChanges(
  changes: readonly HealthChange[],
): string | undefined {
  const deployments = changes.filter(({ kind }) => kind === 'deployment');
  const states = changes.length - deployments.length;
  const words = [
    deployments.length > 0 && count(deployments.length, 'deployment'),
    states > 0 && count(states, 'state change'),
  ]
    .filter(Boolean)
    .join(', ');
  return changes.length >= MOST_RECENT_CHANGES
    ? `${words} and perhaps more`
    : words || undefined;
}
