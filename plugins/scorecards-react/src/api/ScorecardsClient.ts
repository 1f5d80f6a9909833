import { ResponseError } from '@backstage/errors';
import type { FetchApi } from '@backstage/frontend-plugin-api';
import { toSearch } from '@platform-ops/backstage-plugin-platform-ops-react';
import type {
  ExplainedControl,
  FrameworkDetail,
  GetScorecardsResponse,
  ListCollectorsResponse,
  ListFrameworksResponse,
  ListScorecardsResponse,
  Scorecard,
  ScorecardsByRefsResponse,
  ScorecardSummary,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type { ControlQuery, ScorecardsQuery } from './queries';
import type { ScorecardsApi } from './ScorecardsApi';

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
 * Reads scorecards from the scorecards backend.
 *
 * @public
 */
export class ScorecardsClient implements ScorecardsApi {
  readonly #fetchApi: FetchApi;

  static create(options: { fetchApi: FetchApi }): ScorecardsClient {
    return new ScorecardsClient(options.fetchApi);
  }

  private constructor(fetchApi: FetchApi) {
    this.#fetchApi = fetchApi;
  }

  async listFrameworks(): Promise<ListFrameworksResponse> {
    return this.#get('/frameworks');
  }

  async getFramework(
    frameworkId: string,
  ): Promise<FrameworkDetail | undefined> {
    return orUndefined(
      this.#get<FrameworkDetail>(
        `/frameworks/${encodeURIComponent(frameworkId)}`,
      ),
    );
  }

  async getScorecards(entityRef: string): Promise<Scorecard[]> {
    const found = await orUndefined(
      this.#get<GetScorecardsResponse>(`/scorecards${toSearch({ entityRef })}`),
    );
    return found?.items ?? [];
  }

  async listScorecards(
    query: ScorecardsQuery,
  ): Promise<ListScorecardsResponse> {
    return this.#get(`/scorecards/list${toSearch(query)}`);
  }

  async getScorecardsByRefs(
    entityRefs: readonly string[],
  ): Promise<Map<string, ScorecardSummary[]>> {
    const refs = [...new Set(entityRefs)];
    const chunks: string[][] = [];
    for (let start = 0; start < refs.length; start += MAX_REFS_PER_REQUEST) {
      chunks.push(refs.slice(start, start + MAX_REFS_PER_REQUEST));
    }
    const answers = await Promise.all(
      chunks.map(chunk =>
        this.#post<ScorecardsByRefsResponse>('/scorecards/by-refs', {
          entityRefs: chunk,
        }),
      ),
    );
    const found = new Map<string, ScorecardSummary[]>();
    chunks.forEach((chunk, chunkIndex) =>
      chunk.forEach((ref, index) => {
        const scorecards = answers[chunkIndex].items[index] ?? [];
        if (scorecards.length > 0) {
          found.set(ref, scorecards);
        }
      }),
    );
    return found;
  }

  async explainControl(
    query: ControlQuery,
  ): Promise<ExplainedControl | undefined> {
    const { frameworkId, controlId, entityRef } = query;
    const path = [frameworkId, controlId].map(encodeURIComponent).join('/');
    return orUndefined(
      this.#get<ExplainedControl>(
        `/controls/${path}${toSearch({ entityRef })}`,
      ),
    );
  }

  async listCollectors(): Promise<ListCollectorsResponse> {
    return this.#get('/collectors');
  }

  async refreshCollector(collectorId: string): Promise<void> {
    await this.#request(
      `/collectors/${encodeURIComponent(collectorId)}/refresh`,
      { method: 'POST' },
    );
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
      `plugin://scorecards${path}`,
      init,
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}
