import { createApiRef } from '@backstage/frontend-plugin-api';
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
 * Reads the health of what is in the catalog. A refused request rejects with an
 * error named `NotAllowedError`.
 *
 * @public
 */
export interface OpsHealthApi {
  /** Undefined where the entity has no health. */
  getHealth(entityRef: string): Promise<EntityHealth | undefined>;

  listHealth(query: HealthQuery): Promise<ListHealthResponse>;

  /**
   * Any number of entities. Absent from the answer is what has no health and
   * what the reader may not see.
   */
  getHealthByRefs(
    entityRefs: readonly string[],
  ): Promise<Map<string, HealthSummary>>;

  getSeries(query: SeriesQuery): Promise<GetSeriesResponse>;

  /** Deployments, models, configuration and states that changed, newest first. */
  listChanges(query: ChangesQuery): Promise<ListHealthChangesResponse>;

  /**
   * Where a model is served, or what a component serves, beside what is
   * declared; undefined where the entity is not known.
   */
  listDeployments(
    entityRef: string,
  ): Promise<ListDeploymentsResponse | undefined>;

  getFleet(): Promise<FleetResponse>;

  /**
   * The health of a system, group or domain by what belongs to it; undefined
   * where nothing of it has health.
   */
  getRollup(entityRef: string): Promise<HealthRollup | undefined>;

  /** Those that fire first, then those with the least budget. */
  listSlos(query: SlosQuery): Promise<ListSlosResponse>;

  /** Good and all events of an objective, by the hour, for up to 13 months. */
  getSloHours(sloId: string): Promise<SloHoursResponse>;

  /** An objective as rules of Prometheus, with their unit tests. */
  getSloRules(sloId: string): Promise<SloRulesResponse>;

  /** What was reported of how well an entity predicts. */
  listQuality(query: QualityQuery): Promise<ListQualityResponse>;

  /** GPUs that hardly worked over the last day, the dearest first. */
  listIdleGpus(query: IdleGpusQuery): Promise<ListIdleGpusResponse>;

  /** Silences one alert at its source, in the name of the reader. */
  silenceAlert(request: SilenceAlertRequest): Promise<SilenceAlertResponse>;

  /** Ends a silence that is for one alert alone. */
  endSilence(sourceId: string, silenceId: string): Promise<void>;

  listSources(): Promise<ListSourcesResponse>;

  /** Asks for a refresh now; resolves as soon as it is accepted. */
  refreshSource(sourceId: string): Promise<void>;

  listJoins(sourceId: string, query: JoinsQuery): Promise<ListJoinsResponse>;

  /** Sends a query to a source, as it stands. */
  testQuery(sourceId: string, query: string): Promise<TestQueryResponse>;
}

/**
 * The health of what is in the catalog, see {@link OpsHealthApi}.
 *
 * @public
 */
export const opsHealthApiRef = createApiRef<OpsHealthApi>().with({
  id: 'plugin.ops-health.client',
  pluginId: 'ops-health',
});
