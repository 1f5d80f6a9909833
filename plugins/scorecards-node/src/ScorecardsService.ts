import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  GateRequest,
  GateResponse,
  GetScorecardsResponse,
  ListFrameworksResponse,
  ListScorecardsQuery,
  ListScorecardsResponse,
  ScorecardsByRefsResponse,
} from '@platform-ops/backstage-plugin-scorecards-common';

/**
 * On whose behalf a call is made: what these credentials may not see is not in
 * the answer.
 *
 * @public
 */
export interface ScorecardsServiceCallOptions {
  credentials: BackstageCredentials;
  signal?: AbortSignal;
}

/**
 * Reads scorecards from other backends.
 *
 * @remarks
 *
 * Errors are those of `@backstage/errors`, by the status of the answer.
 *
 * @public
 */
export interface ScorecardsService {
  listFrameworks(
    options: ScorecardsServiceCallOptions,
  ): Promise<ListFrameworksResponse>;

  getScorecards(
    entityRef: string,
    options: ScorecardsServiceCallOptions,
  ): Promise<GetScorecardsResponse>;

  listScorecards(
    query: ListScorecardsQuery,
    options: ScorecardsServiceCallOptions,
  ): Promise<ListScorecardsResponse>;

  getScorecardsByRefs(
    entityRefs: string[],
    options: ScorecardsServiceCallOptions,
  ): Promise<ScorecardsByRefsResponse>;

  /** Whether an entity may go on, and what stands in its way. */
  gate(
    request: GateRequest,
    options: ScorecardsServiceCallOptions,
  ): Promise<GateResponse>;
}
