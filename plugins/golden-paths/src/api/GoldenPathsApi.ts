import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  EntitiesBehindResponse,
  EntityPath,
  ListConnectionsResponse,
  ListPathsResponse,
  ListRepositoriesResponse,
  PathDifference,
  PipelinesResponse,
  Preview,
  PreviewRequest,
  Repository,
  RepositoryCommitsResponse,
  RepositoryFile,
  RepositoryTree,
} from '@platform-ops/backstage-plugin-golden-paths-common';

/**
 * Which page of a list to read.
 *
 * @public
 */
export interface PageQuery {
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
}

/**
 * Golden paths, what they would make and what they made. A refused request
 * rejects with an error named `NotAllowedError`.
 *
 * @public
 */
export interface GoldenPathsApi {
  listPaths(): Promise<ListPathsResponse>;

  /** Systems that a path may name, without their addresses. */
  listConnections(): Promise<ListConnectionsResponse>;

  /** What a path would make; it makes nothing. */
  preview(request: PreviewRequest): Promise<Preview>;

  /** The path that an entity came from; undefined where it came from none. */
  getEntityPath(entityRef: string): Promise<EntityPath | undefined>;

  listEntitiesBehind(query: PageQuery): Promise<EntitiesBehindResponse>;

  /** What the newest version of its path would change in an entity. */
  getDifference(entityRef: string): Promise<PathDifference>;

  /** Runs of the pipelines of an entity, newest first. */
  getPipelines(entityRef: string): Promise<PipelinesResponse>;

  listRepositories(query: PageQuery): Promise<ListRepositoriesResponse>;

  /** Undefined where there is none of this name. */
  getRepository(name: string): Promise<Repository | undefined>;

  getTree(name: string, ref?: string): Promise<RepositoryTree>;

  getFile(name: string, path: string, ref?: string): Promise<RepositoryFile>;

  /** Newest first. */
  listCommits(
    name: string,
    query: PageQuery,
  ): Promise<RepositoryCommitsResponse>;
}

/**
 * Golden paths, see {@link GoldenPathsApi}.
 *
 * @public
 */
export const goldenPathsApiRef = createApiRef<GoldenPathsApi>().with({
  id: 'plugin.golden-paths.client',
  pluginId: 'golden-paths',
});
