import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { ModelSummary } from '@platform-ops/backstage-plugin-models-common';
import type { ModelsService } from '@platform-ops/backstage-plugin-models-node';

const PAGE = 500;

/** What all registries have, by the refs of the entities that stand for it. */
export interface RegisteredModels {
  byRef: ReadonlyMap<string, ModelSummary>;
  /** Every registry was read: what is not there is in none. */
  complete: boolean;
}

export async function readRegisteredModels(
  models: ModelsService,
  options: { credentials: BackstageCredentials; signal: AbortSignal },
): Promise<RegisteredModels> {
  const registries = await models.listRegistries(options);
  const byRef = new Map<string, ModelSummary>();
  let cursor: string | undefined;
  do {
    const page = await models.listModels({ limit: PAGE, cursor }, options);
    page.items.forEach(model => byRef.set(model.entityRef, model));
    cursor = page.nextCursor;
  } while (cursor);
  return {
    byRef,
    complete:
      registries.items.length > 0 &&
      registries.items.every(({ state, stale }) => state !== 'never' && !stale),
  };
}
