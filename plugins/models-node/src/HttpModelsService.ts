import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import type {
  Artifact,
  FindVersionsByArtifactsResponse,
  ListChangesQuery,
  ListChangesResponse,
  ListModelHistoryQuery,
  ListModelHistoryResponse,
  ListModelsQuery,
  ListModelsResponse,
  ListRegistriesResponse,
  ListVersionsQuery,
  ListVersionsResponse,
  ModelsByRefsResponse,
} from '@platform-ops/backstage-plugin-models-common';
import { PluginCaller } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { ModelsService, ModelsServiceCallOptions } from './ModelsService';

/**
 * Calls the models backend over HTTP.
 */
export class HttpModelsService implements ModelsService {
  readonly #caller: PluginCaller;

  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
  }): HttpModelsService {
    return new HttpModelsService(
      PluginCaller.create({ ...options, pluginId: 'models' }),
    );
  }

  private constructor(caller: PluginCaller) {
    this.#caller = caller;
  }

  async listRegistries(
    options: ModelsServiceCallOptions,
  ): Promise<ListRegistriesResponse> {
    return this.#caller.call('/registries', options);
  }

  async listModels(
    query: ListModelsQuery,
    options: ModelsServiceCallOptions,
  ): Promise<ListModelsResponse> {
    return this.#caller.call('/models', { ...options, query });
  }

  async getModelsByRefs(
    entityRefs: string[],
    options: ModelsServiceCallOptions,
  ): Promise<ModelsByRefsResponse> {
    return this.#caller.call('/models/by-refs', {
      ...options,
      body: { entityRefs },
    });
  }

  async listVersions(
    modelId: string,
    query: ListVersionsQuery,
    options: ModelsServiceCallOptions,
  ): Promise<ListVersionsResponse> {
    return this.#caller.call(
      `/models/${encodeURIComponent(modelId)}/versions`,
      { ...options, query },
    );
  }

  async listHistory(
    query: ListModelHistoryQuery,
    options: ModelsServiceCallOptions,
  ): Promise<ListModelHistoryResponse> {
    return this.#caller.call('/history', { ...options, query });
  }

  async findVersionsByArtifacts(
    artifacts: Artifact[],
    options: ModelsServiceCallOptions,
  ): Promise<FindVersionsByArtifactsResponse> {
    return this.#caller.call('/versions/by-artifacts', {
      ...options,
      body: { artifacts },
    });
  }

  async listChanges(
    query: ListChangesQuery,
    options: ModelsServiceCallOptions,
  ): Promise<ListChangesResponse> {
    return this.#caller.call('/changes', { ...options, query });
  }
}
