import type { ModelHistoryEntry } from '@platform-ops/backstage-plugin-models-common';
import type { HealthChange } from '@platform-ops/backstage-plugin-ops-health-common';

type StageEntry = Extract<ModelHistoryEntry, { kind: 'stage' }>;

/**
 * The history of models as changes. A version that takes the place of another
 * in a stage is one change, though it is two entries.
 */
export function describeModelHistory(
  entries: ModelHistoryEntry[],
): HealthChange[] {
  const left = new Map<string, StageEntry>();
  for (const entry of entries) {
    if (entry.kind === 'stage' && entry.from) {
      left.set(placeOf(entry, entry.from), entry);
    }
  }
  const replaced = new Map<ModelHistoryEntry, StageEntry>();
  for (const entry of entries) {
    const before =
      entry.kind === 'stage' && entry.to
        ? left.get(placeOf(entry, entry.to))
        : undefined;
    if (before) {
      replaced.set(entry, before);
    }
  }
  const told = new Set<ModelHistoryEntry>(replaced.values());
  return entries
    .filter(entry => replaced.has(entry) || !told.has(entry))
    .map(entry => ({
      entityRef: entry.entityRef,
      title: entry.title,
      at: entry.time.before,
      after: entry.time.after,
      kind: entry.kind,
      text: describe(entry, replaced.get(entry)),
    }));
}

/** Where a version was or is, and when that was seen to change. */
function placeOf({ modelId, time }: StageEntry, stage: string): string {
  return JSON.stringify([modelId, time.before, stage]);
}

function describe(
  entry: ModelHistoryEntry,
  replaced: StageEntry | undefined,
): string {
  switch (entry.kind) {
    case 'stage':
      return replaced
        ? `version ${entry.version} takes the place of version ${replaced.version} in ${entry.to}`
        : `version ${entry.version}: ${entry.from ?? 'no stage'} → ${
            entry.to ?? 'no stage'
          }`;
    case 'alias':
      return `alias ${entry.alias}: ${nameOf(entry.from)} → ${nameOf(
        entry.to,
      )}`;
    default:
      return `version ${entry.version} registered${
        entry.createdBy ? ` by ${entry.createdBy}` : ''
      }`;
  }
}

function nameOf(version: string | undefined): string {
  return version === undefined ? 'none' : `version ${version}`;
}
