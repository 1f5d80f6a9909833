import type { ModelRegistryStatus } from '@platform-ops/backstage-plugin-models-common';
import {
  formatRelativeTime,
  type State,
} from '@platform-ops/backstage-plugin-platform-ops-react';

/** The state of a connection as a word and a sentence. */
export function describeRegistry(registry: ModelRegistryStatus): {
  state: State;
  label: string;
  reason: string;
} {
  const { lastError, lastSyncedAt, title } = registry;
  if (registry.state === 'failing') {
    const times = lastError?.consecutiveFailures ?? 1;
    const since = lastSyncedAt
      ? `What is shown was read ${formatRelativeTime(lastSyncedAt)}.`
      : 'It was never read.';
    return {
      state: 'bad',
      label: 'failing',
      reason: `The last ${
        times === 1 ? 'sync' : `${times} syncs`
      } failed. ${since}`,
    };
  }
  if (registry.state === 'never') {
    return {
      state: 'unknown',
      label: registry.progress ? 'first sync' : 'not read yet',
      reason: registry.progress
        ? `${title} is being read for the first time.`
        : `${title} was not read yet; the first sync starts by itself.`,
    };
  }
  return registry.stale
    ? {
        state: 'stale',
        label: 'stale',
        reason: 'It has not answered for longer than models.staleAfter.',
      }
    : {
        state: 'good',
        label: 'connected',
        reason: 'The last sync succeeded.',
      };
}
