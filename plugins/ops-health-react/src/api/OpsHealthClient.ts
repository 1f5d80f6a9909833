import type { FetchApi } from '@backstage/frontend-plugin-api';
import type {
  EntityHealth,
  FleetResponse,
  GetSeriesResponse,
  HealthRollup,
  HealthSummary,
  ListDeploymentsResponse,
  ListHealthChangesResponse,
  ListHealthResponse,
  ListIdleGpusResponse,
  ListJoinsResponse,
  ListQualityResponse,
  ListSlosResponse,
  ListSourcesResponse,
  SilenceAlertRequest,
  SilenceAlertResponse,
  SloHoursResponse,
  SloRulesResponse,
  TestQueryResponse,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  PluginClient,
  toSearch,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { OpsHealthApi } from './OpsHealthApi';
import type {
  ChangesQuery,
  HealthQuery,
  IdleGpusQuery,
  JoinsQuery,
  QualityQuery,
  SeriesQuery,
  SlosQuery,
} from './queries';

/**
 * Reads health from the ops health backend.
 *
 * @public
 */
export class OpsHealthClient implements OpsHealthApi {
  readonly #client: PluginClient;

  static create(options: { fetchApi: FetchApi }): OpsHealthClient {
    return new OpsHealthClient(
      PluginClient.create({ ...options, pluginId: 'ops-health' }),
    );
  }

  private constructor(client: PluginClient) {
    this.#client = client;
  }

  async getHealth(entityRef: string): Promise<EntityHealth | undefined> {
    return this.#client.getIfThere<EntityHealth>(
      `/health${toSearch({ entityRef })}`,
    );
  }

  async listHealth(query: HealthQuery): Promise<ListHealthResponse> {
    return this.#client.get(`/health/list${toSearch(query)}`);
  }

  async getHealthByRefs(
    entityRefs: readonly string[],
  ): Promise<Map<string, HealthSummary>> {
    return this.#client.getByRefs('/health/by-refs', entityRefs);
  }

  async getSeries(query: SeriesQuery): Promise<GetSeriesResponse> {
    return this.#client.get(`/health/series${toSearch(query)}`);
  }

  async listChanges(query: ChangesQuery): Promise<ListHealthChangesResponse> {
    return this.#client.get(`/changes${toSearch(query)}`);
  }

  async listDeployments(
    entityRef: string,
  ): Promise<ListDeploymentsResponse | undefined> {
    return this.#client.getIfThere<ListDeploymentsResponse>(
      `/deployments${toSearch({ entityRef })}`,
    );
  }

  async getFleet(): Promise<FleetResponse> {
    return this.#client.get('/fleet');
  }

  async getRollup(entityRef: string): Promise<HealthRollup | undefined> {
    return this.#client.getIfThere<HealthRollup>(
      `/rollup${toSearch({ entityRef })}`,
    );
  }

  async listSlos(query: SlosQuery): Promise<ListSlosResponse> {
    return this.#client.get(`/slos${toSearch(query)}`);
  }

  async getSloHours(sloId: string): Promise<SloHoursResponse> {
    return this.#client.get(`/slos/${encodeURIComponent(sloId)}/hours`);
  }

  async getSloRules(sloId: string): Promise<SloRulesResponse> {
    return this.#client.get(`/slos/${encodeURIComponent(sloId)}/rules`);
  }

  async listQuality(query: QualityQuery): Promise<ListQualityResponse> {
    return this.#client.get(`/quality${toSearch(query)}`);
  }

  async listIdleGpus(query: IdleGpusQuery): Promise<ListIdleGpusResponse> {
    return this.#client.get(`/cost/idle-gpus${toSearch(query)}`);
  }

  async silenceAlert(
    request: SilenceAlertRequest,
  ): Promise<SilenceAlertResponse> {
    return this.#client.post('/alerts/silences', request);
  }

  async endSilence(sourceId: string, silenceId: string): Promise<void> {
    await this.#client.send(
      `/alerts/silences/${encodeURIComponent(silenceId)}${toSearch({
        source: sourceId,
      })}`,
      { method: 'DELETE' },
    );
  }

  async listSources(): Promise<ListSourcesResponse> {
    return this.#client.get('/sources');
  }

  async refreshSource(sourceId: string): Promise<void> {
    await this.#client.send(
      `/sources/${encodeURIComponent(sourceId)}/refresh`,
      {
        method: 'POST',
      },
    );
  }

  async listJoins(
    sourceId: string,
    query: JoinsQuery,
  ): Promise<ListJoinsResponse> {
    return this.#client.get(
      `/sources/${encodeURIComponent(sourceId)}/joins${toSearch(query)}`,
    );
  }

  async testQuery(sourceId: string, query: string): Promise<TestQueryResponse> {
    return this.#client.post('/queries/test', { source: sourceId, query });
  }
}
