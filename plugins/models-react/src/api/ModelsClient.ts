import type { FetchApi } from '@backstage/frontend-plugin-api';
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
import {
  PluginClient,
  toSearch,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { ModelsApi } from './ModelsApi';
import type { ModelsQuery, StageHistoryQuery, VersionsQuery } from './queries';

/**
 * Reads the model catalog from the models backend.
 *
 * @public
 */
export class ModelsClient implements ModelsApi {
  readonly #client: PluginClient;

  static create(options: { fetchApi: FetchApi }): ModelsClient {
    return new ModelsClient(
      PluginClient.create({ ...options, pluginId: 'models' }),
    );
  }

  private constructor(client: PluginClient) {
    this.#client = client;
  }

  async listRegistries(): Promise<ListRegistriesResponse> {
    return this.#client.get('/registries');
  }

  async syncRegistry(registryId: string): Promise<void> {
    await this.#client.send(
      `/registries/${encodeURIComponent(registryId)}/sync`,
      {
        method: 'POST',
      },
    );
  }

  async listModels(query: ModelsQuery): Promise<ListModelsResponse> {
    return this.#client.get(`/models${toSearch(query)}`);
  }

  async getFacets(filter: ModelFilter): Promise<ModelFacetsResponse> {
    return this.#client.get(`/models/facets${toSearch(filter)}`);
  }

  async getModelsByRefs(
    entityRefs: readonly string[],
  ): Promise<Map<string, ModelSummary>> {
    return this.#client.getByRefs('/models/by-refs', entityRefs);
  }

  async getModel(modelId: string): Promise<Model> {
    return this.#client.get(`/models/${encodeURIComponent(modelId)}`);
  }

  async getModelByRef(entityRef: string): Promise<Model | undefined> {
    const { items } = await this.listModels({
      entityRef: [entityRef],
      limit: 1,
    });
    return items.length > 0 ? this.getModel(items[0].id) : undefined;
  }

  async listVersions(
    modelId: string,
    query: VersionsQuery,
  ): Promise<ListVersionsResponse> {
    return this.#client.get(
      `/models/${encodeURIComponent(modelId)}/versions${toSearch(query)}`,
    );
  }

  async getVersion(modelId: string, versionId: string): Promise<ModelVersion> {
    return this.#client.get(
      `/models/${encodeURIComponent(modelId)}/versions/${encodeURIComponent(
        versionId,
      )}`,
    );
  }

  async compareVersions(
    modelId: string,
    versions: readonly string[],
  ): Promise<VersionComparison> {
    const search = toSearch({ versions: versions.join(',') });
    return this.#client.get(
      `/models/${encodeURIComponent(modelId)}/comparison${search}`,
    );
  }

  async listStageHistory(
    modelId: string,
    query: StageHistoryQuery,
  ): Promise<ListStageHistoryResponse> {
    return this.#client.get(
      `/models/${encodeURIComponent(modelId)}/stage-history${toSearch(query)}`,
    );
  }
}
