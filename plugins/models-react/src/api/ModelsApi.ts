import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  ListModelsResponse,
  ListRegistriesResponse,
  ListStageHistoryResponse,
  ListVersionsResponse,
  Model,
  ModelFacetsResponse,
  ModelFilter,
  ModelSummary,
  ModelVersion,
  VersionComparison,
} from '@platform-ops/backstage-plugin-models-common';
import type { ModelsQuery, StageHistoryQuery, VersionsQuery } from './queries';

/**
 * Reads the model catalog. A refused request rejects with an error named
 * `NotAllowedError`.
 *
 * @public
 */
export interface ModelsApi {
  listRegistries(): Promise<ListRegistriesResponse>;

  /** Asks for a sync now; resolves as soon as it is accepted. */
  syncRegistry(registryId: string): Promise<void>;

  listModels(query: ModelsQuery): Promise<ListModelsResponse>;

  getFacets(filter: ModelFilter): Promise<ModelFacetsResponse>;

  /**
   * Any number of models by the refs of their entities. Absent from the answer
   * is what does not exist and what the reader may not see.
   */
  getModelsByRefs(
    entityRefs: readonly string[],
  ): Promise<Map<string, ModelSummary>>;

  getModel(modelId: string): Promise<Model>;

  /** The model that an entity stands for. */
  getModelByRef(entityRef: string): Promise<Model | undefined>;

  listVersions(
    modelId: string,
    query: VersionsQuery,
  ): Promise<ListVersionsResponse>;

  getVersion(modelId: string, versionId: string): Promise<ModelVersion>;

  /** Two to ten versions, by their number or name in the registry. */
  compareVersions(
    modelId: string,
    versions: readonly string[],
  ): Promise<VersionComparison>;

  /** Newest first. */
  listStageHistory(
    modelId: string,
    query: StageHistoryQuery,
  ): Promise<ListStageHistoryResponse>;
}

/**
 * The model catalog, see {@link ModelsApi}.
 *
 * @public
 */
export const modelsApiRef = createApiRef<ModelsApi>().with({
  id: 'plugin.models.client',
  pluginId: 'models',
});
