import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import type {
  ListChangesQuery,
  ListChangesResponse,
  ListModelsQuery,
  ListModelsResponse,
  ListRegistriesResponse,
  ModelsByRefsResponse,
} from '@platform-ops/backstage-plugin-models-common';
import type { ModelsService, ModelsServiceCallOptions } from './ModelsService';

type Query = Record<
  string,
  string | number | Array<string | number> | undefined
>;

function queryString(query: Query): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined) {
        params.append(key, String(item));
      }
    }
  }
  return params.size ? `?${params}` : '';
}

/**
 * Calls the models backend over HTTP.
 */
export class HttpModelsService implements ModelsService {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
  }): HttpModelsService {
    return new HttpModelsService(options.auth, options.discovery);
  }

  private constructor(auth: AuthService, discovery: DiscoveryService) {
    this.#auth = auth;
    this.#discovery = discovery;
  }

  async listRegistries(
    options: ModelsServiceCallOptions,
  ): Promise<ListRegistriesResponse> {
    return this.#call('/registries', options);
  }

  async listModels(
    query: ListModelsQuery,
    options: ModelsServiceCallOptions,
  ): Promise<ListModelsResponse> {
    return this.#call(`/models${queryString(query as Query)}`, options);
  }

  async getModelsByRefs(
    entityRefs: string[],
    options: ModelsServiceCallOptions,
  ): Promise<ModelsByRefsResponse> {
    return this.#call('/models/by-refs', options, { entityRefs });
  }

  async listChanges(
    query: ListChangesQuery,
    options: ModelsServiceCallOptions,
  ): Promise<ListChangesResponse> {
    return this.#call(`/changes${queryString(query as Query)}`, options);
  }

  async #call<T>(
    path: string,
    options: ModelsServiceCallOptions,
    body?: unknown,
  ): Promise<T> {
    const baseUrl = await this.#discovery.getBaseUrl('models');
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: options.credentials,
      targetPluginId: 'models',
    });
    const response = await fetch(`${baseUrl}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(60_000),
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return (await response.json()) as T;
  }
}
