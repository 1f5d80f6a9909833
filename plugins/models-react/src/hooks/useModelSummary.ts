import { useApi } from '@backstage/frontend-plugin-api';
import type { ModelSummary } from '@platform-ops/backstage-plugin-models-common';
import { modelsApiRef, type ModelsApi } from '../api';
import { RefBatcher } from './RefBatcher';
import { useLoad, type Loaded } from './useLoad';

const batchers = new WeakMap<ModelsApi, RefBatcher<ModelSummary>>();

function batcherOf(api: ModelsApi): RefBatcher<ModelSummary> {
  const known = batchers.get(api);
  if (known) {
    return known;
  }
  const created = new RefBatcher(refs => api.getModelsByRefs(refs));
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
