import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  ExplainedControl,
  FrameworkDetail,
  ListCollectorsResponse,
  ListFrameworksResponse,
  ListScorecardsResponse,
  Scorecard,
  ScorecardSummary,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type { ControlQuery, ScorecardsQuery } from './queries';

/**
 * Reads compliance scorecards. A refused request rejects with an error named
 * `NotAllowedError`.
 *
 * @public
 */
export interface ScorecardsApi {
  listFrameworks(): Promise<ListFrameworksResponse>;

  /** A framework with its controls; undefined where there is none. */
  getFramework(frameworkId: string): Promise<FrameworkDetail | undefined>;

  /** One for each framework that asks something of the entity. */
  getScorecards(entityRef: string): Promise<Scorecard[]>;

  /** Those with the lowest score first, unless told. */
  listScorecards(query: ScorecardsQuery): Promise<ListScorecardsResponse>;

  /**
   * Any number of entities. Absent from the answer is what has no scorecard and
   * what the reader may not see.
   */
  getScorecardsByRefs(
    entityRefs: readonly string[],
  ): Promise<Map<string, ScorecardSummary[]>>;

  /**
   * What a control says of an entity and all that it rests on; undefined where
   * it is not asked of the entity.
   */
  explainControl(query: ControlQuery): Promise<ExplainedControl | undefined>;

  listCollectors(): Promise<ListCollectorsResponse>;

  /** Asks a collector to collect now; resolves as soon as it is accepted. */
  refreshCollector(collectorId: string): Promise<void>;
}

/**
 * Compliance scorecards, see {@link ScorecardsApi}.
 *
 * @public
 */
export const scorecardsApiRef = createApiRef<ScorecardsApi>().with({
  id: 'plugin.scorecards.client',
  pluginId: 'scorecards',
});
