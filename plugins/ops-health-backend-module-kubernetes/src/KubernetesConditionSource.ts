import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  SourceForbiddenError,
  type ConditionFailure,
  type ConditionSnapshot,
  type ConditionSource,
  type HealthSourceConfig,
  type ObservedResource,
  type SourceCallOptions,
} from '@platform-ops/backstage-plugin-ops-health-node';
import {
  ClusterError,
  KubernetesClient,
  type Cluster,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { ClusterReader, type HealthAsking } from './cluster/ClusterReader';
import type { ClusterSnapshot } from './cluster/ClusterSnapshot';
import { mapConcurrently } from './cluster/mapConcurrently';
import {
  readKubernetesSourceConfig,
  type KubernetesSourceConfig,
} from './config/readKubernetesSourceConfig';

const NEVER = new AbortController().signal;
const MOST_REASONS = 3;

/**
 * Reads what runs in the clusters that the portal's Kubernetes plugin knows.
 *
 * @public
 */
export class KubernetesConditionSource implements ConditionSource {
  readonly type = 'kubernetes';
  readonly id: string;
  readonly title: string;
  readonly environment: string | undefined;
  readonly #config: KubernetesSourceConfig;
  readonly #client: KubernetesClient;
  readonly #readers = new Map<string, ClusterReader>();

  /**
   * @throws InputError for a bad entry.
   */
  static fromConfig(
    entry: HealthSourceConfig,
    services: { auth: AuthService; discovery: DiscoveryService },
  ): KubernetesConditionSource {
    const config = readKubernetesSourceConfig(entry);
    return new KubernetesConditionSource(
      config,
      KubernetesClient.create({ ...services, ...config }),
    );
  }

  private constructor(
    config: KubernetesSourceConfig,
    client: KubernetesClient,
  ) {
    this.id = config.id;
    this.title = config.title;
    this.environment = config.environment;
    this.#config = config;
    this.#client = client;
  }

  async observe({
    signal = NEVER,
  }: SourceCallOptions = {}): Promise<ConditionSnapshot> {
    const cost = { queries: 0, samples: 0, bytes: 0, milliseconds: 0 };
    const asking: HealthAsking = { signal, cost };
    const known = await this.#listClusters(asking);
    const chosen = known.filter(
      ({ name }) => this.#config.clusters?.includes(name) ?? true,
    );
    const snapshots = await mapConcurrently(
      chosen,
      this.#config.maxConcurrency,
      cluster => this.#readerOf(cluster).read(cluster, asking),
    );
    const failures = [
      ...this.#missingClusters(known),
      ...snapshots.flatMap(snapshot => snapshot.failures),
    ];
    if (!snapshots.some(({ succeeded }) => succeeded)) {
      throw allFailed(failures);
    }
    const resources = snapshots.flatMap(snapshot => snapshot.resources);
    return {
      resources,
      failures,
      cost,
      warnings: [
        ...this.#absentResources(snapshots),
        ...this.#emptyNamespaces(resources),
      ],
    };
  }

  async #listClusters(asking: HealthAsking): Promise<Cluster[]> {
    try {
      return await this.#client.listClusters(asking);
    } catch (error) {
      throw error instanceof ClusterError && error.isRefusal
        ? new SourceForbiddenError(error.message)
        : error;
    }
  }

  #readerOf({ name }: Cluster): ClusterReader {
    const known = this.#readers.get(name);
    if (known) {
      return known;
    }
    const reader = new ClusterReader(this.#client, this.#config);
    this.#readers.set(name, reader);
    return reader;
  }

  #missingClusters(known: Cluster[]): ConditionFailure[] {
    const names = known.map(({ name }) => name);
    return (this.#config.clusters ?? [])
      .filter(name => !names.includes(name))
      .map(name => ({
        subject: `cluster ${name}`,
        message: `is not known to the portal's Kubernetes plugin, which knows ${names.join(
          ', ',
        )} (${this.#config.key}.clusters)`,
        forbidden: false,
        labels: { cluster: name },
      }));
  }

  /** The API server takes a namespace that is not there for an empty one. */
  #emptyNamespaces(resources: ObservedResource[]): string[] {
    const found = new Set(resources.map(({ labels }) => labels.namespace));
    return (this.#config.namespaces ?? [])
      .filter(namespace => !found.has(namespace))
      .map(
        namespace =>
          `Nothing was found in namespace ${namespace} (${
            this.#config.key
          }.namespaces)`,
      );
  }

  /** What no cluster serves may be misspelt. */
  #absentResources(snapshots: ClusterSnapshot[]): string[] {
    const read = snapshots.filter(({ succeeded }) => succeeded);
    return (read[0]?.absent ?? [])
      .filter(resource => read.every(({ absent }) => absent.includes(resource)))
      .map(
        resource =>
          `No cluster serves ${resource} (${this.#config.key}.customResources)`,
      );
  }
}

function allFailed(failures: ConditionFailure[]): Error {
  const reasons = failures
    .slice(0, MOST_REASONS)
    .map(({ subject, message }) => `${subject} ${message}`);
  const more = failures.length - reasons.length;
  const text = `Nothing could be read: ${reasons.join('; ')}${
    more > 0 ? `; and ${more} more` : ''
  }`;
  return failures.every(({ forbidden }) => forbidden)
    ? new SourceForbiddenError(text)
    : new Error(text);
}
