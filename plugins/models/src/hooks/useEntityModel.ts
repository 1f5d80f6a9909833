import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useModel } from '@platform-ops/backstage-plugin-models-react';
import { useModelsSignal } from './useModelsSignal';

/** The registered model that the entity of this page stands for. */
export function useEntityModel() {
  const { entity } = useEntity();
  const loaded = useModel(stringifyEntityRef(entity));
  useModelsSignal(loaded.reload, loaded.value?.registryId);
  return loaded;
}
