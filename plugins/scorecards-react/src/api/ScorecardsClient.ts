import type { FetchApi } from '@backstage/frontend-plugin-api';
import {
  PluginClient,
  toSearch,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type {
  ExplainedControl,
  FrameworkDetail,
  GetScorecardsResponse,
  ListCollectorsResponse,
  ListFrameworksResponse,
  ListScorecardsResponse,
  Scorecard,
  ScorecardSummary,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type { ControlQuery, ScorecardsQuery } from './queries';
import type { ScorecardsApi } from './ScorecardsApi';

/**
 * Reads scorecards from the scorecards backend.
 *
 * @public
 */
export class ScorecardsClient implements ScorecardsApi {
  readonly #client: PluginClient;

  static create(options: { fetchApi: FetchApi }): ScorecardsClient {
    return new ScorecardsClient(
      PluginClient.create({ ...options, pluginId: 'scorecards' }),
    );
  }

  private constructor(client: PluginClient) {
    this.#client = client;
  }

  async listFrameworks(): Promise<ListFrameworksResponse> {
    return this.#client.get('/frameworks');
  }

  async getFramework(
    frameworkId: string,
  ): Promise<FrameworkDetail | undefined> {
    return this.#client.getIfThere<FrameworkDetail>(
      `/frameworks/${encodeURIComponent(frameworkId)}`,
    );
  }

  async getScorecards(entityRef: string): Promise<Scorecard[]> {
    const found = await this.#client.getIfThere<GetScorecardsResponse>(
      `/scorecards${toSearch({ entityRef })}`,
    );
    return found?.items ?? [];
  }

  async listScorecards(
    query: ScorecardsQuery,
  ): Promise<ListScorecardsResponse> {
    return this.#client.get(`/scorecards/list${toSearch(query)}`);
  }

  async getScorecardsByRefs(
    entityRefs: readonly string[],
  ): Promise<Map<string, ScorecardSummary[]>> {
    const found = await this.#client.getByRefs<ScorecardSummary[]>(
      '/scorecards/by-refs',
      entityRefs,
    );
    return new Map([...found].filter(([, items]) => items.length > 0));
  }

  async explainControl(
    query: ControlQuery,
  ): Promise<ExplainedControl | undefined> {
    const { frameworkId, controlId, entityRef } = query;
    const path = [frameworkId, controlId].map(encodeURIComponent).join('/');
    return this.#client.getIfThere<ExplainedControl>(
      `/controls/${path}${toSearch({ entityRef })}`,
    );
  }

  async listCollectors(): Promise<ListCollectorsResponse> {
    return this.#client.get('/collectors');
  }

  async refreshCollector(collectorId: string): Promise<void> {
    await this.#client.send(
      `/collectors/${encodeURIComponent(collectorId)}/refresh`,
      { method: 'POST' },
    );
  }
}
