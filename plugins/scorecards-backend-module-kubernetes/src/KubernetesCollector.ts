import { setImmediate as nextTurn } from 'node:timers/promises';
import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import {
  ConcurrencyLimit,
  inChunks,
  KubernetesClient,
  type Asking,
  type Cluster,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type {
  CollectedBatch,
  CollectedFact,
  CollectedFactType,
  CollectFailure,
  CollectOptions,
  FactCollector,
} from '@platform-ops/backstage-plugin-scorecards-node';
import { ClusterReader } from './cluster/ClusterReader';
import { ReadCluster } from './cluster/ReadCluster';
import { readKubernetesConfig, type KubernetesConfig } from './config';
import { Directory } from './entities/Directory';
import { clusterNameOf, isCluster, Landscape } from './entities/Landscape';
import { locate } from './entities/locate';
import { PlacementError } from './entities/PlacementError';
import { Sightings } from './entities/Sightings';
import { tellOfCluster } from './facts/clusterFacts';
import { tellOfEntity } from './facts/entityFacts';
import { KUBERNETES_FACT_TYPES } from './factTypes';

const CLUSTERS_AT_ONCE = 4;
const ENTITIES_AT_ONCE = 50;
/** A run or two may fail before what is known is too old. */
const VALID_FOR_INTERVALS = 3;
const MOST_REASONS = 3;
/** What is told of an entity depends on. */
interface Surroundings {
  landscape: Landscape;
  directory: Directory;
  clusters: ReadonlyMap<string, ReadCluster>;
  /** Refs of those that were found, by the clusters that answered. */
  seen: ReadonlyMap<string, Set<string>>;
}

const LOCATED_KINDS = ['Model', 'Component', 'System'];

/**
 * What runs of entities in Kubernetes clusters, and who and what may do what
 * there.
 *
 * @public
 */
export class KubernetesCollector implements FactCollector {
  readonly id = 'kubernetes';
  readonly version = '1.0.0';
  readonly title = 'Kubernetes clusters';
  readonly factTypes: CollectedFactType[];
  readonly kinds = [...LOCATED_KINDS, 'Resource', 'Group', 'User'];
  readonly everyMs: number;
  readonly #client: KubernetesClient;
  readonly #config: KubernetesConfig;
  readonly #readers = new Map<string, ClusterReader>();
  readonly #sightings = new Sightings(new Date());

  /**
   * @throws InputError for a bad `scorecards.kubernetes`.
   */
  static fromConfig(
    config: Config,
    services: { auth: AuthService; discovery: DiscoveryService },
  ): KubernetesCollector {
    const own = readKubernetesConfig(config);
    return new KubernetesCollector(
      own,
      KubernetesClient.create({ ...services, ...own }),
    );
  }

  private constructor(config: KubernetesConfig, client: KubernetesClient) {
    this.#config = config;
    this.#client = client;
    this.everyMs = config.intervalMilliseconds;
    this.factTypes = KUBERNETES_FACT_TYPES.map(type => ({
      ...type,
      validForMs: VALID_FOR_INTERVALS * config.intervalMilliseconds,
    }));
  }

  async *collect({
    entities,
    signal,
  }: CollectOptions): AsyncIterable<CollectedBatch> {
    const { clusters, failures } = await this.#readClusters(signal);
    if (![...clusters.values()].some(({ answered }) => answered)) {
      throw new Error(describeAll(failures));
    }
    yield { facts: [], failures };
    const answeredAt = new Date();
    const seen = new Map<string, Set<string>>();
    clusters.forEach(({ name, index }) => index && seen.set(name, new Set()));
    const landscape = new Landscape(entities);
    const directory = new Directory({ entities, ...this.#config });
    for (const chunk of inChunks(entities, ENTITIES_AT_ONCE)) {
      signal.throwIfAborted();
      const batch = { facts: [], failures: [] } as Required<CollectedBatch>;
      for (const entity of chunk) {
        // Others get their turn.
        await nextTurn();
        try {
          batch.facts.push(
            ...this.#tellOf(entity, { landscape, directory, clusters, seen }),
          );
        } catch (error) {
          if (!(error instanceof PlacementError)) {
            throw error;
          }
          batch.failures.push({
            subject: stringifyEntityRef(entity),
            message: error.message,
          });
        }
      }
      yield batch;
    }
    seen.forEach((refs, name) => this.#sightings.note(name, refs, answeredAt));
  }

  #tellOf(
    entity: Entity,
    { landscape, directory, clusters, seen }: Surroundings,
  ): CollectedFact[] {
    const ref = stringifyEntityRef(entity);
    if (isCluster(entity)) {
      const cluster = clusters.get(clusterNameOf(entity));
      return cluster ? tellOfCluster(ref, cluster, directory) : [];
    }
    if (!LOCATED_KINDS.includes(entity.kind)) {
      return [];
    }
    const located = locate(entity, landscape, clusters, this.#sightings);
    located?.sites.forEach(({ cluster }) => seen.get(cluster.name)?.add(ref));
    return located ? tellOfEntity(located, directory) : [];
  }

  async #readClusters(signal: AbortSignal) {
    const asking: Asking = {
      signal,
      cost: { queries: 0, bytes: 0, milliseconds: 0 },
    };
    const known = await this.#client.listClusters(asking);
    const chosen = known.filter(
      ({ name }) => this.#config.clusters?.includes(name) ?? true,
    );
    const limit = ConcurrencyLimit.create(CLUSTERS_AT_ONCE);
    const read = await Promise.all(
      chosen.map(cluster =>
        limit.run(() => this.#readerOf(cluster).read(cluster, asking), signal),
      ),
    );
    return {
      clusters: new Map(
        read.map(({ reading }) => [reading.cluster, new ReadCluster(reading)]),
      ),
      failures: [
        ...this.#missingClusters(known),
        ...read.flatMap(each => each.failures),
      ],
    };
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

  #missingClusters(known: Cluster[]): CollectFailure[] {
    const names = known.map(({ name }) => name);
    return (this.#config.clusters ?? [])
      .filter(name => !names.includes(name))
      .map(name => ({
        subject: `cluster ${name}`,
        message: `is not known to the portal's Kubernetes plugin, which knows ${names.join(
          ', ',
        )} (${this.#config.key}.clusters)`,
      }));
  }
}

function describeAll(failures: CollectFailure[]): string {
  const reasons = failures
    .slice(0, MOST_REASONS)
    .map(({ subject, message }) => `${subject} ${message}`);
  const more = failures.length - reasons.length;
  return `Nothing could be read: ${reasons.join('; ')}${
    more > 0 ? `; and ${more} more` : ''
  }`;
}
