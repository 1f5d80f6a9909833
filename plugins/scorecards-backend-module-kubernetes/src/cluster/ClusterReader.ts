import {
  ClusterConnection,
  ClusterDiscovery,
  ClusterError,
  describeClientSideAuth,
  LARGEST_PAGE,
  listObjects,
  resourceName,
  rootOf,
  shorten,
  type Asking,
  type Cluster,
  type KubernetesClient,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type { CollectFailure } from '@platform-ops/backstage-plugin-scorecards-node';
import type { KubernetesConfig } from '../config';
import type { AnsweredList, ClusterReading } from './ClusterReading';
import { LISTS, type ListDefinition, type ListName } from './lists';

const MAX_VERSION_BYTES = 64 * 1024;

/**
 * Reads one cluster again and again.
 */
export class ClusterReader {
  readonly #client: KubernetesClient;
  readonly #config: KubernetesConfig;
  readonly #discovery = ClusterDiscovery.create();
  /** Those that proved right, by path. */
  readonly #pageSizes = new Map<string, number>();

  constructor(client: KubernetesClient, config: KubernetesConfig) {
    this.#client = client;
    this.#config = config;
  }

  async read(
    cluster: Cluster,
    asking: Asking,
  ): Promise<{ reading: ClusterReading; failures: CollectFailure[] }> {
    const reading: ClusterReading = {
      cluster: cluster.name,
      version: undefined,
      lists: {},
    };
    const failures: CollectFailure[] = [];
    const fail = (message: string, resource?: string) =>
      failures.push({
        subject: `cluster ${cluster.name}${resource ? `, ${resource}` : ''}`,
        message,
      });
    const refusal = describeClientSideAuth(cluster);
    if (refusal) {
      fail(refusal);
      return { reading, failures };
    }
    const connection = ClusterConnection.create(this.#client, cluster, asking);
    try {
      reading.version = await this.#readVersion(connection, fail);
      for (const [name, definition] of Object.entries(LISTS)) {
        reading.lists[name as ListName] = (await this.#list(
          definition as ListDefinition<unknown>,
          connection,
          fail,
        )) as never;
      }
    } catch (error) {
      if (!(error instanceof ClusterError)) {
        throw error;
      }
      fail(error.message);
    }
    return { reading, failures };
  }

  /** @throws ClusterError only where nothing more can be read of the cluster. */
  async #readVersion(
    connection: ClusterConnection,
    fail: (message: string, resource: string) => void,
  ): Promise<string | undefined> {
    try {
      const { gitVersion } = (await connection.get('/version', {
        maxBytes: MAX_VERSION_BYTES,
      })) as { gitVersion?: unknown };
      return typeof gitVersion === 'string' ? gitVersion : undefined;
    } catch (error) {
      fail(messageOf(error), 'version');
      return undefined;
    }
  }

  /** @throws ClusterError only where nothing more can be read of the cluster. */
  async #list<T>(
    definition: ListDefinition<T>,
    connection: ClusterConnection,
    fail: (message: string, resource: string) => void,
  ): Promise<AnsweredList<T> | undefined> {
    const resource = resourceName(definition);
    try {
      const [served] = await this.#discovery.find(definition, connection);
      if (!served && definition.custom) {
        return { items: [], path: undefined };
      }
      if (!served || !definition.versions.includes(served.version)) {
        fail(
          `is ${
            served ? `served in ${served.version} only` : 'not served'
          }, and read in ${definition.versions.join(', ')}`,
          resource,
        );
        return undefined;
      }
      const path = `${rootOf(definition.group, served.version)}/${
        definition.plural
      }`;
      return await this.#listPath(definition, path, connection, fail);
    } catch (error) {
      if (error instanceof ClusterError && error.kind === 'missing') {
        // Its definition went since we looked.
        this.#discovery.forget();
      }
      fail(messageOf(error), resource);
      return undefined;
    }
  }

  async #listPath<T>(
    definition: ListDefinition<T>,
    path: string,
    connection: ClusterConnection,
    fail: (message: string, resource: string) => void,
  ): Promise<AnsweredList<T> | undefined> {
    const resource = resourceName(definition);
    const { maxObjects, key } = this.#config;
    let odd: unknown;
    const { items, cut, pageSize } = await listObjects(connection, path, {
      pageSize: this.#pageSizes.get(path) ?? LARGEST_PAGE,
      maxObjects,
      begin: () => {
        odd = undefined;
      },
      toItem: listed => {
        try {
          return definition.toItems(listed);
        } catch (error) {
          odd ??= error;
          return [];
        }
      },
    });
    this.#pageSizes.set(path, pageSize);
    // Half of a list looks better than it is.
    if (cut) {
      fail(`has more than ${maxObjects} objects (${key}.maxObjects)`, resource);
      return undefined;
    }
    if (odd !== undefined) {
      fail(
        `has an object that is not understood: ${shorten(String(odd))}`,
        resource,
      );
      return undefined;
    }
    return { items: items.flat(), path };
  }
}

/** @throws what ends the reading of the cluster. */
function messageOf(error: unknown): string {
  if (!(error instanceof ClusterError) || error.isFinal) {
    throw error;
  }
  return error.message;
}
