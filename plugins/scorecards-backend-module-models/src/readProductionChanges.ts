import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { ModelHistoryEntry } from '@platform-ops/backstage-plugin-models-common';
import type { ModelsService } from '@platform-ops/backstage-plugin-models-node';

const PAGE = 500;

export type StageEntry = Extract<ModelHistoryEntry, { kind: 'stage' }>;

/** What came into or left production, by the refs of models, newest first. */
export async function readProductionChanges(
  models: ModelsService,
  from: Date,
  options: { credentials: BackstageCredentials; signal: AbortSignal },
): Promise<Map<string, StageEntry[]>> {
  const changes = new Map<string, StageEntry[]>();
  let cursor: string | undefined;
  do {
    const page = await models.listHistory(
      { kind: ['stage'], from: from.toISOString(), limit: PAGE, cursor },
      options,
    );
    for (const entry of page.items) {
      if (
        entry.kind === 'stage' &&
        (entry.from === 'production' || entry.to === 'production')
      ) {
        const known = changes.get(entry.entityRef) ?? [];
        known.push(entry);
        changes.set(entry.entityRef, known);
      }
    }
    cursor = page.nextCursor;
  } while (cursor);
  return changes;
}
