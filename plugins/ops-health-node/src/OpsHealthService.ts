import type { BackstageCredentials } from '@backstage/backend-plugin-api';
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

/**
 * On whose behalf a call is made.
 *
 * @public
 */
export interface OpsHealthServiceCallOptions {
  credentials: BackstageCredentials;
}

/**
 * Reads health. What the credentials may not see is not in the answer.
 *
 * @public
 */
export interface OpsHealthService {
  /**
   * @throws NotFoundError where there is no such entity.
   */
  getHealth(
    entityRef: string,
    options: OpsHealthServiceCallOptions,
  ): Promise<EntityHealth>;
  listHealth(
    query: ListHealthQuery,
    options: OpsHealthServiceCallOptions,
  ): Promise<ListHealthResponse>;
  /** At most 200 refs. */
  getHealthByRefs(
    entityRefs: string[],
    options: OpsHealthServiceCallOptions,
  ): Promise<HealthByRefsResponse>;
  /**
   * Where versions of a model are served, or what a component serves, and how
   * that compares with what the registry declares to be in production.
   *
   * @throws NotFoundError where there is no such entity.
   */
  listDeployments(
    entityRef: string,
    options: OpsHealthServiceCallOptions,
  ): Promise<ListDeploymentsResponse>;
  listSlos(
    query: ListSlosQuery,
    options: OpsHealthServiceCallOptions,
  ): Promise<ListSlosResponse>;
  /**
   * How good the answers of an entity are, as evaluations reported it.
   *
   * @throws NotFoundError where there is no such entity.
   */
  listQuality(
    query: ListQualityQuery,
    options: OpsHealthServiceCallOptions,
  ): Promise<ListQualityResponse>;
}
