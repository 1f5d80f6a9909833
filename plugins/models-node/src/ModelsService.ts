import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  Artifact,
  FindVersionsByArtifactsResponse,
  ListChangesQuery,
  ListChangesResponse,
  ListModelHistoryQuery,
  ListModelHistoryResponse,
  ListModelsQuery,
  ListModelsResponse,
  ListRegistriesResponse,
  ListVersionsQuery,
  ListVersionsResponse,
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
  /** Ends the call; a minute does in any case. */
  signal?: AbortSignal;
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
   * Versions of a model in full, with what was measured of them.
   *
   * @param modelId - Its UUID, as `listModels` tells it.
   * @throws NotFoundError where there is no such model.
   */
  listVersions(
    modelId: string,
    query: ListVersionsQuery,
    options: ModelsServiceCallOptions,
  ): Promise<ListVersionsResponse>;

  /**
   * What changed of all models, newest first: stages, aliases, new versions.
   */
  listHistory(
    query: ListModelHistoryQuery,
    options: ModelsServiceCallOptions,
  ): Promise<ListModelHistoryResponse>;

  /**
   * Which versions these artefacts are those of, at most 500, in their order.
   * What the credentials may not see is not considered, so that a decision for
   * everybody needs those of the service.
   */
  findVersionsByArtifacts(
    artifacts: Artifact[],
    options: ModelsServiceCallOptions,
  ): Promise<FindVersionsByArtifactsResponse>;

  /**
   * What the catalog shall hold. For services only.
   */
  listChanges(
    query: ListChangesQuery,
    options: ModelsServiceCallOptions,
  ): Promise<ListChangesResponse>;
}
