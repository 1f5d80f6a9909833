import { useApi } from '@backstage/frontend-plugin-api';
import type { Model } from '@platform-ops/backstage-plugin-models-common';
import {
  useLoad,
  type Loaded,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { modelsApiRef, type ModelsApi } from '../api';

const requestsInFlight = new WeakMap<
  ModelsApi,
  Map<string, Promise<Model | undefined>>
>();

/** The cards of a page ask for the same model at the same moment. */
function loadShared(
  api: ModelsApi,
  entityRef: string,
): Promise<Model | undefined> {
  const requests = requestsInFlight.get(api) ?? new Map();
  requestsInFlight.set(api, requests);
  const running = requests.get(entityRef);
  if (running) {
    return running;
  }
  const request = api
    .getModelByRef(entityRef)
    .finally(() => requests.delete(entityRef));
  requests.set(entityRef, request);
  return request;
}

/**
 * The model that an entity stands for, in full. Its value is undefined where
 * the registry's model is not known (yet).
 *
 * @public
 */
export function useModel(entityRef: string): Loaded<Model | undefined> {
  const api = useApi(modelsApiRef);
  return useLoad(entityRef, () => loadShared(api, entityRef));
}
