import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import type {
  EntityHealth,
  HealthByRefsResponse,
  ListHealthQuery,
  ListHealthResponse,
  ListSlosQuery,
  ListSlosResponse,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type {
  OpsHealthService,
  OpsHealthServiceCallOptions,
} from './OpsHealthService';

const PLUGIN_ID = 'ops-health';
const TIMEOUT_MS = 60_000;

function queryString(query: object): string {
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
 * Calls the ops health backend over HTTP.
 */
export class HttpOpsHealthService implements OpsHealthService {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
  }): HttpOpsHealthService {
    return new HttpOpsHealthService(options.auth, options.discovery);
  }

  private constructor(auth: AuthService, discovery: DiscoveryService) {
    this.#auth = auth;
    this.#discovery = discovery;
  }

  async getHealth(
    entityRef: string,
    options: OpsHealthServiceCallOptions,
  ): Promise<EntityHealth> {
    return this.#call(`/health${queryString({ entityRef })}`, options);
  }

  async listHealth(
    query: ListHealthQuery,
    options: OpsHealthServiceCallOptions,
  ): Promise<ListHealthResponse> {
    return this.#call(`/health/list${queryString(query)}`, options);
  }

  async getHealthByRefs(
    entityRefs: string[],
    options: OpsHealthServiceCallOptions,
  ): Promise<HealthByRefsResponse> {
    return this.#call('/health/by-refs', options, { entityRefs });
  }

  async listSlos(
    query: ListSlosQuery,
    options: OpsHealthServiceCallOptions,
  ): Promise<ListSlosResponse> {
    return this.#call(`/slos${queryString(query)}`, options);
  }

  async #call<T>(
    path: string,
    options: OpsHealthServiceCallOptions,
    body?: unknown,
  ): Promise<T> {
    const baseUrl = await this.#discovery.getBaseUrl(PLUGIN_ID);
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: options.credentials,
      targetPluginId: PLUGIN_ID,
    });
    const response = await fetch(`${baseUrl}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return (await response.json()) as T;
  }
}
