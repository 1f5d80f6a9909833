import type { RunState } from '@platform-ops/backstage-plugin-golden-paths-common';
import type { State } from '@platform-ops/backstage-plugin-platform-ops-react';

/** What is not known, and what does not run, never looks good. */
export const RUN_LOOKS: Record<RunState, State> = {
  pending: 'idle',
  running: 'idle',
  succeeded: 'good',
  failed: 'bad',
  skipped: 'idle',
  canceled: 'warning',
  unknown: 'unknown',
};

export const RUN_WORDS: Record<RunState, string> = {
  pending: 'waiting',
  running: 'running',
  succeeded: 'succeeded',
  failed: 'failed',
  skipped: 'skipped',
  canceled: 'canceled',
  unknown: 'unknown',
};

/** Whether something may still change by itself. */
export function isGoing(state: RunState): boolean {
  return state === 'pending' || state === 'running';
}
