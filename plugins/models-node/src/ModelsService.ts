import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  ListChangesQuery,
  ListChangesResponse,
  ListModelsQuery,
  ListModelsResponse,
  ListRegistriesResponse,
  ModelsByRefsResponse,
} from '@platform-ops/backstage-plugin-models-common';

/**
 * On whose behalf a call is made: what these credentials may not see is not
 * in the answer.
 *
 * @public
 */
export interface ModelsServiceCallOptions {
  credentials: BackstageCredentials;
}

/**
 * Reads models from other backends.
 *
 * @remarks
 *
 * Errors are those of `@backstage/errors`, by the status of the answer.
 *
 * @public
 */
export interface ModelsService {
  listRegistries(
    options: ModelsServiceCallOptions,
  ): Promise<ListRegistriesResponse>;

  listModels(
    query: ListModelsQuery,
    options: ModelsServiceCallOptions,
  ): Promise<ListModelsResponse>;

  getModelsByRefs(
    entityRefs: string[],
    options: ModelsServiceCallOptions,
  ): Promise<ModelsByRefsResponse>;

  /**
   * What the catalog shall hold. For services only.
   */
  listChanges(
    query: ListChangesQuery,
    options: ModelsServiceCallOptions,
  ): Promise<ListChangesResponse>;
}
