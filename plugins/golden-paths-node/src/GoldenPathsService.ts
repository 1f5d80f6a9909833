import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  EntityPathsResponse,
  ListPathsResponse,
  PipelinesResponse,
  PublishCommit,
  PublishedCommit,
  RepositoryContents,
} from '@platform-ops/backstage-plugin-golden-paths-common';

/**
 * On whose behalf a call is made: what these credentials may not do is refused.
 *
 * @public
 */
export interface GoldenPathsServiceCallOptions {
  credentials: BackstageCredentials;
  signal?: AbortSignal;
}

/**
 * Uses the golden paths from other backends.
 *
 * @remarks
 *
 * Errors are those of `@backstage/errors`, by the status of the answer.
 *
 * @public
 */
export interface GoldenPathsService {
  /**
   * Commits to a repository that the portal keeps, and makes it where it is
   * missing. Sent again with the same `requestId` it commits once.
   */
  publish(
    repository: string,
    commit: PublishCommit,
    options: GoldenPathsServiceCallOptions,
  ): Promise<PublishedCommit>;

  /** All files of such a repository, or of one of its folders. */
  readContents(
    repository: string,
    query: { ref?: string; folder?: string; ifNot?: string },
    options: GoldenPathsServiceCallOptions,
  ): Promise<RepositoryContents>;

  listPaths(options: GoldenPathsServiceCallOptions): Promise<ListPathsResponse>;

  /** The path that an entity came from, and whether it is behind. */
  getEntityPaths(
    entityRef: string,
    options: GoldenPathsServiceCallOptions,
  ): Promise<EntityPathsResponse>;

  /** Runs of the pipelines of an entity. */
  getPipelines(
    entityRef: string,
    options: GoldenPathsServiceCallOptions,
  ): Promise<PipelinesResponse>;
}
