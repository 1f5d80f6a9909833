import type { FetchApi } from '@backstage/frontend-plugin-api';
import type {
  EntitiesBehindResponse,
  EntityPath,
  EntityPathsResponse,
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
import {
  PluginClient,
  toSearch,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { GoldenPathsApi, PageQuery } from './GoldenPathsApi';

function repositoryPath(name: string): string {
  return `/repositories/${encodeURIComponent(name)}`;
}

/**
 * Asks the golden paths backend.
 *
 * @public
 */
export class GoldenPathsClient implements GoldenPathsApi {
  readonly #client: PluginClient;

  static create(options: { fetchApi: FetchApi }): GoldenPathsClient {
    return new GoldenPathsClient(
      PluginClient.create({ ...options, pluginId: 'golden-paths' }),
    );
  }

  private constructor(client: PluginClient) {
    this.#client = client;
  }

  async listPaths(): Promise<ListPathsResponse> {
    return this.#client.get('/paths');
  }

  async listConnections(): Promise<ListConnectionsResponse> {
    return this.#client.get('/connections');
  }

  async preview(request: PreviewRequest): Promise<Preview> {
    return this.#client.post('/previews', request);
  }

  async getEntityPath(entityRef: string): Promise<EntityPath | undefined> {
    const found = await this.#client.getIfThere<EntityPathsResponse>(
      `/entities/paths${toSearch({ entityRef })}`,
    );
    return found?.items[0];
  }

  async listEntitiesBehind(query: PageQuery): Promise<EntitiesBehindResponse> {
    return this.#client.get(`/entities/behind${toSearch(query)}`);
  }

  async getDifference(entityRef: string): Promise<PathDifference> {
    return this.#client.get(`/entities/difference${toSearch({ entityRef })}`);
  }

  async getPipelines(entityRef: string): Promise<PipelinesResponse> {
    return this.#client.get(`/pipelines${toSearch({ entityRef })}`);
  }

  async listRepositories(query: PageQuery): Promise<ListRepositoriesResponse> {
    return this.#client.get(`/repositories${toSearch(query)}`);
  }

  async getRepository(name: string): Promise<Repository | undefined> {
    return this.#client.getIfThere<Repository>(repositoryPath(name));
  }

  async getTree(name: string, ref?: string): Promise<RepositoryTree> {
    return this.#client.get(`${repositoryPath(name)}/tree${toSearch({ ref })}`);
  }

  async getFile(
    name: string,
    path: string,
    ref?: string,
  ): Promise<RepositoryFile> {
    return this.#client.get(
      `${repositoryPath(name)}/file${toSearch({ path, ref })}`,
    );
  }

  async listCommits(
    name: string,
    query: PageQuery,
  ): Promise<RepositoryCommitsResponse> {
    return this.#client.get(
      `${repositoryPath(name)}/commits${toSearch(query)}`,
    );
  }
}
