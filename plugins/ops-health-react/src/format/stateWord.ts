import type { HealthState } from '@platform-ops/backstage-plugin-ops-health-common';

const WORDS: Record<HealthState, string> = {
  bad: 'bad',
  warning: 'warning',
  unknown: 'unknown',
  idle: 'idle',
  good: 'healthy',
};

/**
 * The word for a state.
 *
 * @public
 */
export function stateWord(state: HealthState): string {
  return WORDS[state];
}
