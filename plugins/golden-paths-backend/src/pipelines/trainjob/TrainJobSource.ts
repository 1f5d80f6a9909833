import type { Entity } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import { ANNOTATION_TRAIN_JOB } from '@platform-ops/backstage-plugin-golden-paths-common';
import {
  ClusterConnection,
  ClusterDiscovery,
  ClusterError,
  describeClientSideAuth,
  rootOf,
  type Asking,
  type KubernetesClient,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type { RunFeed, RunSource } from '../RunSource';
import { toTrainJobRun } from './toTrainJobRun';

const EVERY_MS = 10_000;
const MOST_BYTES = 2 * 1024 * 1024;
const GROUP = 'trainer.kubeflow.org';
const VERSION = 'v1alpha1';
const NAME = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

interface NamedJob {
  cluster: string;
  namespace: string;
  name: string;
}

/**
 * TrainJobs of Kubeflow Trainer, on the clusters of the Kubernetes plugin.
 */
export class TrainJobSource implements RunSource {
  readonly #client: KubernetesClient;
  readonly #discoveries = new Map<string, ClusterDiscovery>();

  constructor(options: { kubernetes: KubernetesClient }) {
    this.#client = options.kubernetes;
  }

  feedsOf(entity: Entity): RunFeed[] {
    const value = entity.metadata.annotations?.[ANNOTATION_TRAIN_JOB];
    if (!value) {
      return [];
    }
    const id = `trainjob:${value}`;
    const job = parse(value);
    return [
      {
        id,
        type: 'trainjob',
        system: `trainjob:${job?.cluster ?? ''}`,
        title: job
          ? `TrainJob ${job.namespace}/${job.name} on ${job.cluster}`
          : value,
        everyMilliseconds: EVERY_MS,
        read: async signal => {
          if (!job) {
            throw new InputError(
              `${ANNOTATION_TRAIN_JOB}: found '${value}', allowed is <cluster>/<namespace>/<name>`,
            );
          }
          return [toTrainJobRun(await this.#read(job, signal), id)];
        },
      },
    ];
  }

  async #read(job: NamedJob, signal: AbortSignal): Promise<unknown> {
    const { cluster, namespace, name } = job;
    const connection = await this.#connect(cluster, signal);
    const resource = { apiVersion: `${GROUP}/${VERSION}`, kind: 'TrainJob' };
    try {
      const served = await this.#discoveryOf(cluster).findResource(
        resource,
        connection,
      );
      if (!served) {
        this.#discoveryOf(cluster).forget();
        throw new NotFoundError(
          `the cluster ${cluster} serves no TrainJob of ${resource.apiVersion}; install Kubeflow Trainer`,
        );
      }
      return await connection.get(
        `${rootOf(GROUP, VERSION)}/namespaces/${namespace}/${
          served.plural
        }/${name}`,
        { maxBytes: MOST_BYTES },
      );
    } catch (error) {
      if (!(error instanceof ClusterError)) {
        throw error;
      }
      throw error.kind === 'missing'
        ? new NotFoundError(
            `${ANNOTATION_TRAIN_JOB}: the cluster ${cluster} has no TrainJob '${name}' in ${namespace}`,
          )
        : new Error(`the cluster ${cluster} ${error.message}`);
    }
  }

  async #connect(
    cluster: string,
    signal: AbortSignal,
  ): Promise<ClusterConnection> {
    const asking: Asking = {
      signal,
      cost: { queries: 0, bytes: 0, milliseconds: 0 },
    };
    const clusters = await this.#client.listClusters(asking);
    const found = clusters.find(({ name }) => name === cluster);
    if (!found) {
      throw new InputError(
        `${ANNOTATION_TRAIN_JOB}: found the cluster '${cluster}', allowed are ${clusters
          .map(({ name }) => name)
          .join(', ')} (kubernetes.clusterLocatorMethods)`,
      );
    }
    const problem = describeClientSideAuth(found);
    if (problem) {
      throw new InputError(`the cluster ${cluster} ${problem}`);
    }
    return ClusterConnection.create(this.#client, found, asking);
  }

  #discoveryOf(cluster: string): ClusterDiscovery {
    const known = this.#discoveries.get(cluster) ?? ClusterDiscovery.create();
    this.#discoveries.set(cluster, known);
    return known;
  }
}

function parse(value: string): NamedJob | undefined {
  const [cluster, namespace, name, ...more] = value.split('/');
  return cluster &&
    more.length === 0 &&
    NAME.test(namespace ?? '') &&
    NAME.test(name ?? '')
    ? { cluster, namespace, name }
    : undefined;
}
