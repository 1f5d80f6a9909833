import { ResponseError } from '@backstage/errors';
import type { FetchApi } from '@backstage/frontend-plugin-api';
import type {
  ListModelsResponse,
  ListRegistriesResponse,
  ListStageHistoryResponse,
  ListVersionsResponse,
  Model,
  ModelFacetsResponse,
  ModelFilter,
  ModelsByRefsResponse,
  ModelSummary,
  ModelVersion,
  VersionComparison,
} from '@platform-ops/backstage-plugin-models-common';
import { toSearch } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { ModelsApi } from './ModelsApi';
import type { ModelsQuery, StageHistoryQuery, VersionsQuery } from './queries';

const MAX_REFS_PER_REQUEST = 200;

/**
 * Reads the model catalog from the models backend.
 *
 * @public
 */
export class ModelsClient implements ModelsApi {
  readonly #fetchApi: FetchApi;

  static create(options: { fetchApi: FetchApi }): ModelsClient {
    return new ModelsClient(options.fetchApi);
  }

  private constructor(fetchApi: FetchApi) {
    this.#fetchApi = fetchApi;
  }

  async listRegistries(): Promise<ListRegistriesResponse> {
    return this.#get('/registries');
  }

  async syncRegistry(registryId: string): Promise<void> {
    await this.#request(`/registries/${encodeURIComponent(registryId)}/sync`, {
      method: 'POST',
    });
  }

  async listModels(query: ModelsQuery): Promise<ListModelsResponse> {
    return this.#get(`/models${toSearch(query)}`);
  }

  async getFacets(filter: ModelFilter): Promise<ModelFacetsResponse> {
    return this.#get(`/models/facets${toSearch(filter)}`);
  }

  async getModelsByRefs(
    entityRefs: readonly string[],
  ): Promise<Map<string, ModelSummary>> {
    const refs = [...new Set(entityRefs)];
    const chunks: string[][] = [];
    for (let start = 0; start < refs.length; start += MAX_REFS_PER_REQUEST) {
      chunks.push(refs.slice(start, start + MAX_REFS_PER_REQUEST));
    }
    const answers = await Promise.all(
      chunks.map(chunk => this.#postRefs(chunk)),
    );
    const found = new Map<string, ModelSummary>();
    chunks.forEach((chunk, chunkIndex) =>
      chunk.forEach((ref, index) => {
        const model = answers[chunkIndex].items[index];
        if (model) {
          found.set(ref, model);
        }
      }),
    );
    return found;
  }

  async getModel(modelId: string): Promise<Model> {
    return this.#get(`/models/${encodeURIComponent(modelId)}`);
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
    return this.#get(
      `/models/${encodeURIComponent(modelId)}/versions${toSearch(query)}`,
    );
  }

  async getVersion(modelId: string, versionId: string): Promise<ModelVersion> {
    return this.#get(
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
    return this.#get(
      `/models/${encodeURIComponent(modelId)}/comparison${search}`,
    );
  }

  async listStageHistory(
    modelId: string,
    query: StageHistoryQuery,
  ): Promise<ListStageHistoryResponse> {
    return this.#get(
      `/models/${encodeURIComponent(modelId)}/stage-history${toSearch(query)}`,
    );
  }

  async #postRefs(entityRefs: string[]): Promise<ModelsByRefsResponse> {
    const response = await this.#request('/models/by-refs', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ entityRefs }),
    });
    return response.json();
  }

  async #get<T>(path: string): Promise<T> {
    const response = await this.#request(path);
    return response.json();
  }

  async #request(path: string, init?: RequestInit): Promise<Response> {
    const response = await this.#fetchApi.fetch(`plugin://models${path}`, init);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}
