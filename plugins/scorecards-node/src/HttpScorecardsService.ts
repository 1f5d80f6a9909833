import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { PluginCaller } from '@platform-ops/backstage-plugin-platform-ops-node';
import type {
  GateRequest,
  GateResponse,
  GetScorecardsResponse,
  ListFrameworksResponse,
  ListScorecardsQuery,
  ListScorecardsResponse,
  ScorecardsByRefsResponse,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type {
  ScorecardsService,
  ScorecardsServiceCallOptions,
} from './ScorecardsService';

/**
 * Calls the scorecards backend over HTTP.
 */
export class HttpScorecardsService implements ScorecardsService {
  readonly #caller: PluginCaller;

  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
  }): HttpScorecardsService {
    return new HttpScorecardsService(
      PluginCaller.create({ ...options, pluginId: 'scorecards' }),
    );
  }

  private constructor(caller: PluginCaller) {
    this.#caller = caller;
  }

  async listFrameworks(
    options: ScorecardsServiceCallOptions,
  ): Promise<ListFrameworksResponse> {
    return this.#caller.call('/frameworks', options);
  }

  async getScorecards(
    entityRef: string,
    options: ScorecardsServiceCallOptions,
  ): Promise<GetScorecardsResponse> {
    return this.#caller.call('/scorecards', {
      ...options,
      query: { entityRef },
    });
  }

  async listScorecards(
    query: ListScorecardsQuery,
    options: ScorecardsServiceCallOptions,
  ): Promise<ListScorecardsResponse> {
    return this.#caller.call('/scorecards/list', { ...options, query });
  }

  async getScorecardsByRefs(
    entityRefs: string[],
    options: ScorecardsServiceCallOptions,
  ): Promise<ScorecardsByRefsResponse> {
    return this.#caller.call('/scorecards/by-refs', {
      ...options,
      body: { entityRefs },
    });
  }

  async gate(
    request: GateRequest,
    options: ScorecardsServiceCallOptions,
  ): Promise<GateResponse> {
    return this.#caller.call('/gate', { ...options, body: request });
  }
}
