import { InputError } from '@backstage/errors';
import {
  ClusterConnection,
  ClusterDiscovery,
  ClusterError,
  describeClientSideAuth,
  KubernetesClient,
  rootOf,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { describeManifest, type Manifest } from '../manifests/Manifest';

/** As the API server knows who applied. */
export const FIELD_MANAGER = 'platform-ops-portal';
const MOST_BYTES = 4 * 1024 * 1024;

/** Where an object is, as far as the cluster serves its kind. */
export interface PlacedManifest extends Manifest {
  path: string;
  isNamespaced: boolean;
}

/** As much as is read of an object that the cluster answers with. */
export interface AnsweredObject {
  metadata?: Record<string, unknown>;
  status?: Record<string, unknown>;
}

/**
 * One cluster of the portal's Kubernetes plugin, during one action.
 */
export class ClusterWriter {
  readonly #cluster: string;
  readonly #connection: ClusterConnection;
  readonly #discovery = ClusterDiscovery.create();

  /**
   * @throws InputError for a cluster that is not there, or that the portal
   * cannot write by itself.
   */
  static async open(
    client: KubernetesClient,
    cluster: string,
    signal: AbortSignal,
  ): Promise<ClusterWriter> {
    const asking = {
      signal,
      cost: { queries: 0, bytes: 0, milliseconds: 0 },
    };
    const clusters = await client.listClusters(asking);
    const found = clusters.find(({ name }) => name === cluster);
    if (!found) {
      throw new InputError(
        `cluster: found ${cluster}; allowed are ${clusters
          .map(({ name }) => name)
          .join(', ')} (kubernetes.clusterLocatorMethods)`,
      );
    }
    const problem = describeClientSideAuth(found);
    if (problem) {
      throw new InputError(`cluster: ${cluster} ${problem}`);
    }
    return new ClusterWriter(
      cluster,
      ClusterConnection.create(client, found, asking),
    );
  }

  private constructor(cluster: string, connection: ClusterConnection) {
    this.#cluster = cluster;
    this.#connection = connection;
  }

  get name(): string {
    return this.#cluster;
  }

  /**
   * Where an object is; undefined where the cluster serves no such kind.
   *
   * @param namespace - Of objects that are in one and do not say so.
   */
  async place(
    manifest: Manifest,
    namespace: string,
  ): Promise<PlacedManifest | undefined> {
    const { apiVersion, kind, name, object } = manifest;
    const resource = await this.#tell(manifest, () =>
      this.#discovery.findResource({ apiVersion, kind }, this.#connection),
    );
    if (!resource) {
      return undefined;
    }
    const [version, group = ''] = apiVersion.split('/').reverse();
    const root = rootOf(group, version);
    if (!resource.namespaced) {
      return {
        ...manifest,
        isNamespaced: false,
        path: `${root}/${resource.plural}/${name}`,
      };
    }
    return {
      ...manifest,
      namespace,
      isNamespaced: true,
      path: `${root}/namespaces/${namespace}/${resource.plural}/${name}`,
      object: {
        ...object,
        metadata: { ...(object.metadata as object), namespace },
      },
    };
  }

  /** Undefined where it is not there. */
  async get(placed: PlacedManifest): Promise<AnsweredObject | undefined> {
    return this.#tell(placed, async () => {
      try {
        return (await this.#connection.get(placed.path, {
          maxBytes: MOST_BYTES,
        })) as AnsweredObject;
      } catch (error) {
        if (error instanceof ClusterError && error.kind === 'missing') {
          return undefined;
        }
        throw error;
      }
    });
  }

  async apply(
    placed: PlacedManifest,
    options: { dryRun: boolean; force: boolean },
  ): Promise<AnsweredObject> {
    return this.#tell(
      placed,
      async () =>
        (await this.#connection.apply(placed.path, {
          ...options,
          object: placed.object,
          fieldManager: FIELD_MANAGER,
          maxBytes: MOST_BYTES,
        })) as AnsweredObject,
    );
  }

  /** The messages of clusters go on a sentence that begins with their name. */
  async #tell<T>(manifest: Manifest, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof ClusterError) {
        throw new ClusterError(
          error.kind,
          `${describeManifest(manifest)} (${manifest.place}): the cluster ${
            this.#cluster
          } ${error.message}`,
          error,
        );
      }
      throw error;
    }
  }
}
