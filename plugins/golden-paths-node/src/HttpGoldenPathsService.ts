import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import type {
  EntityPathsResponse,
  ListPathsResponse,
  PipelinesResponse,
  PublishCommit,
  PublishedCommit,
  RepositoryContents,
} from '@platform-ops/backstage-plugin-golden-paths-common';
import { PluginCaller } from '@platform-ops/backstage-plugin-platform-ops-node';
import type {
  GoldenPathsService,
  GoldenPathsServiceCallOptions,
} from './GoldenPathsService';

/**
 * Calls the golden paths backend over HTTP.
 */
export class HttpGoldenPathsService implements GoldenPathsService {
  readonly #caller: PluginCaller;

  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
  }): HttpGoldenPathsService {
    return new HttpGoldenPathsService(
      PluginCaller.create({ ...options, pluginId: 'golden-paths' }),
    );
  }

  private constructor(caller: PluginCaller) {
    this.#caller = caller;
  }

  async publish(
    repository: string,
    commit: PublishCommit,
    options: GoldenPathsServiceCallOptions,
  ): Promise<PublishedCommit> {
    return this.#caller.call(
      `/repositories/${encodeURIComponent(repository)}/commits`,
      { ...options, body: commit },
    );
  }

  async readContents(
    repository: string,
    query: { ref?: string; folder?: string; ifNot?: string },
    options: GoldenPathsServiceCallOptions,
  ): Promise<RepositoryContents> {
    return this.#caller.call(
      `/repositories/${encodeURIComponent(repository)}/contents`,
      { ...options, query },
    );
  }

  async listPaths(
    options: GoldenPathsServiceCallOptions,
  ): Promise<ListPathsResponse> {
    return this.#caller.call('/paths', options);
  }

  async getEntityPaths(
    entityRef: string,
    options: GoldenPathsServiceCallOptions,
  ): Promise<EntityPathsResponse> {
    return this.#caller.call('/entities/paths', {
      ...options,
      query: { entityRef },
    });
  }

  async getPipelines(
    entityRef: string,
    options: GoldenPathsServiceCallOptions,
  ): Promise<PipelinesResponse> {
    return this.#caller.call('/pipelines', {
      ...options,
      query: { entityRef },
    });
  }
}
