import { useApi } from '@backstage/frontend-plugin-api';
import type { Model } from '@platform-ops/backstage-plugin-models-common';
import {
  useSharedLoad,
  type Loaded,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { modelsApiRef } from '../api';

/**
 * The model that an entity stands for, in full. Its value is undefined where
 * the registry's model is not known (yet).
 *
 * @public
 */
export function useModel(entityRef: string): Loaded<Model | undefined> {
  const api = useApi(modelsApiRef);
  return useSharedLoad(api, `model ${entityRef}`, () =>
    api.getModelByRef(entityRef),
  );
}
