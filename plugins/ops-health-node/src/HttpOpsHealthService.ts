import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import type {
  EntityHealth,
  HealthByRefsResponse,
  ListDeploymentsResponse,
  ListHealthQuery,
  ListHealthResponse,
  ListQualityQuery,
  ListQualityResponse,
  ListSlosQuery,
  ListSlosResponse,
} from '@platform-ops/backstage-plugin-ops-health-common';
import { PluginCaller } from '@platform-ops/backstage-plugin-platform-ops-node';
import type {
  OpsHealthService,
  OpsHealthServiceCallOptions,
} from './OpsHealthService';

/**
 * Calls the ops health backend over HTTP.
 */
export class HttpOpsHealthService implements OpsHealthService {
  readonly #caller: PluginCaller;

  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
  }): HttpOpsHealthService {
    return new HttpOpsHealthService(
      PluginCaller.create({ ...options, pluginId: 'ops-health' }),
    );
  }

  private constructor(caller: PluginCaller) {
    this.#caller = caller;
  }

  async getHealth(
    entityRef: string,
    options: OpsHealthServiceCallOptions,
  ): Promise<EntityHealth> {
    return this.#caller.call('/health', { ...options, query: { entityRef } });
  }

  async listHealth(
    query: ListHealthQuery,
    options: OpsHealthServiceCallOptions,
  ): Promise<ListHealthResponse> {
    return this.#caller.call('/health/list', { ...options, query });
  }

  async getHealthByRefs(
    entityRefs: string[],
    options: OpsHealthServiceCallOptions,
  ): Promise<HealthByRefsResponse> {
    return this.#caller.call('/health/by-refs', {
      ...options,
      body: { entityRefs },
    });
  }

  async listDeployments(
    entityRef: string,
    options: OpsHealthServiceCallOptions,
  ): Promise<ListDeploymentsResponse> {
    return this.#caller.call('/deployments', {
      ...options,
      query: { entityRef },
    });
  }

  async listSlos(
    query: ListSlosQuery,
    options: OpsHealthServiceCallOptions,
  ): Promise<ListSlosResponse> {
    return this.#caller.call('/slos', { ...options, query });
  }

  async listQuality(
    query: ListQualityQuery,
    options: OpsHealthServiceCallOptions,
  ): Promise<ListQualityResponse> {
    return this.#caller.call('/quality', { ...options, query });
  }
}
