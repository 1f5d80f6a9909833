import { ResponseError } from '@backstage/errors';
import type { FetchApi } from '@backstage/frontend-plugin-api';
import type {
  EntityHealth,
  FleetResponse,
  GetSeriesResponse,
  HealthByRefsResponse,
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
import { toSearch } from '@platform-ops/backstage-plugin-platform-ops-react';
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

const MAX_REFS_PER_REQUEST = 200;

/** There being none is an answer, not a failure. */
async function orUndefined<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ResponseError && error.statusCode === 404) {
      return undefined;
    }
    throw error;
  }
}

/**
 * Reads health from the ops health backend.
 *
 * @public
 */
export class OpsHealthClient implements OpsHealthApi {
  readonly #fetchApi: FetchApi;

  static create(options: { fetchApi: FetchApi }): OpsHealthClient {
    return new OpsHealthClient(options.fetchApi);
  }

  private constructor(fetchApi: FetchApi) {
    this.#fetchApi = fetchApi;
  }

  async getHealth(entityRef: string): Promise<EntityHealth | undefined> {
    return orUndefined(
      this.#get<EntityHealth>(`/health${toSearch({ entityRef })}`),
    );
  }

  async listHealth(query: HealthQuery): Promise<ListHealthResponse> {
    return this.#get(`/health/list${toSearch(query)}`);
  }

  async getHealthByRefs(
    entityRefs: readonly string[],
  ): Promise<Map<string, HealthSummary>> {
    const refs = [...new Set(entityRefs)];
    const chunks: string[][] = [];
    for (let start = 0; start < refs.length; start += MAX_REFS_PER_REQUEST) {
      chunks.push(refs.slice(start, start + MAX_REFS_PER_REQUEST));
    }
    const answers = await Promise.all(
      chunks.map(chunk =>
        this.#post<HealthByRefsResponse>('/health/by-refs', {
          entityRefs: chunk,
        }),
      ),
    );
    const found = new Map<string, HealthSummary>();
    chunks.forEach((chunk, chunkIndex) =>
      chunk.forEach((ref, index) => {
        const health = answers[chunkIndex].items[index];
        if (health) {
          found.set(ref, health);
        }
      }),
    );
    return found;
  }

  async getSeries(query: SeriesQuery): Promise<GetSeriesResponse> {
    return this.#get(`/health/series${toSearch(query)}`);
  }

  async listChanges(query: ChangesQuery): Promise<ListHealthChangesResponse> {
    return this.#get(`/changes${toSearch(query)}`);
  }

  async listDeployments(
    entityRef: string,
  ): Promise<ListDeploymentsResponse | undefined> {
    return orUndefined(
      this.#get<ListDeploymentsResponse>(
        `/deployments${toSearch({ entityRef })}`,
      ),
    );
  }

  async getFleet(): Promise<FleetResponse> {
    return this.#get('/fleet');
  }

  async getRollup(entityRef: string): Promise<HealthRollup | undefined> {
    return orUndefined(
      this.#get<HealthRollup>(`/rollup${toSearch({ entityRef })}`),
    );
  }

  async listSlos(query: SlosQuery): Promise<ListSlosResponse> {
    return this.#get(`/slos${toSearch(query)}`);
  }

  async getSloHours(sloId: string): Promise<SloHoursResponse> {
    return this.#get(`/slos/${encodeURIComponent(sloId)}/hours`);
  }

  async getSloRules(sloId: string): Promise<SloRulesResponse> {
    return this.#get(`/slos/${encodeURIComponent(sloId)}/rules`);
  }

  async listQuality(query: QualityQuery): Promise<ListQualityResponse> {
    return this.#get(`/quality${toSearch(query)}`);
  }

  async listIdleGpus(query: IdleGpusQuery): Promise<ListIdleGpusResponse> {
    return this.#get(`/cost/idle-gpus${toSearch(query)}`);
  }

  async silenceAlert(
    request: SilenceAlertRequest,
  ): Promise<SilenceAlertResponse> {
    return this.#post('/alerts/silences', request);
  }

  async endSilence(sourceId: string, silenceId: string): Promise<void> {
    await this.#request(
      `/alerts/silences/${encodeURIComponent(silenceId)}${toSearch({
        source: sourceId,
      })}`,
      { method: 'DELETE' },
    );
  }

  async listSources(): Promise<ListSourcesResponse> {
    return this.#get('/sources');
  }

  async refreshSource(sourceId: string): Promise<void> {
    await this.#request(`/sources/${encodeURIComponent(sourceId)}/refresh`, {
      method: 'POST',
    });
  }

  async listJoins(
    sourceId: string,
    query: JoinsQuery,
  ): Promise<ListJoinsResponse> {
    return this.#get(
      `/sources/${encodeURIComponent(sourceId)}/joins${toSearch(query)}`,
    );
  }

  async testQuery(sourceId: string, query: string): Promise<TestQueryResponse> {
    return this.#post('/queries/test', { source: sourceId, query });
  }

  async #get<T>(path: string): Promise<T> {
    const response = await this.#request(path);
    return response.json();
  }

  async #post<T>(path: string, body: object): Promise<T> {
    const response = await this.#request(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return response.json();
  }

  async #request(path: string, init?: RequestInit): Promise<Response> {
    const response = await this.#fetchApi.fetch(
      `plugin://ops-health${path}`,
      init,
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}
