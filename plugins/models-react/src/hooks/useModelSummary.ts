import { useApi } from '@backstage/frontend-plugin-api';
import type { ModelSummary } from '@platform-ops/backstage-plugin-models-common';
import {
  RefBatcher,
  useLoad,
  type Loaded,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { modelsApiRef, type ModelsApi } from '../api';

const batchers = new WeakMap<ModelsApi, RefBatcher<ModelSummary>>();

function batcherOf(api: ModelsApi): RefBatcher<ModelSummary> {
  const known = batchers.get(api);
  if (known) {
    return known;
  }
  const created = new RefBatcher<ModelSummary>(refs =>
    api.getModelsByRefs(refs),
  );
  batchers.set(api, created);
  return created;
}

/**
 * The row of one model. Any number of components may use this side by side:
 * their refs are asked for in one request.
 *
 * @public
 */
export function useModelSummary(
  entityRef: string,
): Loaded<ModelSummary | undefined> {
  const api = useApi(modelsApiRef);
  return useLoad(entityRef, () => batcherOf(api).load(entityRef));
}
