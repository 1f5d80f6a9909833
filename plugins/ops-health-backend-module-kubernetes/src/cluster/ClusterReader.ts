import type {
  ConditionFailure,
  ObservedResource,
  QueryCost,
} from '@platform-ops/backstage-plugin-ops-health-node';
import {
  ClusterConnection,
  ClusterDiscovery,
  ClusterError,
  describeClientSideAuth,
  resourceName,
  type Asking,
  type Cluster,
  type KubernetesClient,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { toApplication } from '../argo/toApplication';
import type { KubernetesSourceConfig } from '../config/readKubernetesSourceConfig';
import { toCustomResource } from '../custom/toCustomResource';
import { toInferenceService } from '../kserve/toInferenceService';
import { toLlmInferenceService } from '../kserve/toLlmInferenceService';
import type { ListedObject } from '../objects/KubernetesObject';
import { readDaemonSet } from '../workloads/readDaemonSet';
import { readDeployment } from '../workloads/readDeployment';
import { readStatefulSet } from '../workloads/readStatefulSet';
import { toWorkload, type Workload } from '../workloads/Workload';
import type { WorkloadState } from '../workloads/WorkloadState';
import {
  APPLICATIONS,
  DAEMON_SETS,
  DEPLOYMENTS,
  INFERENCE_SERVICES,
  LLM_INFERENCE_SERVICES,
  STATEFUL_SETS,
  type JoinedKind,
} from './builtInKinds';
import type { ClusterSnapshot } from './ClusterSnapshot';
import { KindLister } from './KindLister';
import { ServiceWorkloads } from './ServiceWorkloads';

/** Objects are counted too. */
export type HealthAsking = Asking & { cost: QueryCost };

type ReadWorkload = (object: ListedObject) => WorkloadState;

const WORKLOADS: Array<[JoinedKind, ReadWorkload]> = [
  [DEPLOYMENTS, readDeployment],
  [STATEFUL_SETS, readStatefulSet],
  [DAEMON_SETS, readDaemonSet],
];

const SERVICES = [
  {
    kind: INFERENCE_SERVICES,
    label: 'inferenceservice',
    toResource: toInferenceService,
  },
  {
    kind: LLM_INFERENCE_SERVICES,
    label: 'llminferenceservice',
    toResource: toLlmInferenceService,
  },
] as const;

/**
 * Reads one cluster again and again.
 */
export class ClusterReader {
  readonly #client: KubernetesClient;
  readonly #config: KubernetesSourceConfig;
  readonly #discovery = ClusterDiscovery.create();
  readonly #pageSizes = new Map<string, number>();

  constructor(client: KubernetesClient, config: KubernetesSourceConfig) {
    this.#client = client;
    this.#config = config;
  }

  async read(cluster: Cluster, asking: HealthAsking): Promise<ClusterSnapshot> {
    const refusal = describeClientSideAuth(cluster);
    if (refusal) {
      return {
        resources: [],
        failures: [
          {
            subject: `cluster ${cluster.name}`,
            message: refusal,
            forbidden: true,
            labels: { cluster: cluster.name },
          },
        ],
        absent: [],
        succeeded: false,
      };
    }
    const lister = new KindLister({
      cluster: cluster.name,
      connection: ClusterConnection.create(this.#client, cluster, asking),
      discovery: this.#discovery,
      pageSizes: this.#pageSizes,
      config: this.#config,
    });
    const resources: ObservedResource[][] = [];
    const absent: string[] = [];
    try {
      resources.push(await this.#readServices(lister));
      resources.push((await lister.list(APPLICATIONS, toApplication)).items);
      for (const kind of this.#customKinds()) {
        const { items, state } = await lister.list(kind, toCustomResource);
        resources.push(items);
        if (state === 'absent') {
          absent.push(resourceName(kind));
        }
      }
    } catch (error) {
      if (!(error instanceof ClusterError)) {
        throw error;
      }
      lister.failures.push({
        subject: `cluster ${cluster.name}`,
        message: error.message,
        forbidden: error.isRefusal,
        labels: { cluster: cluster.name },
      });
    }
    asking.cost.samples += lister.count;
    const succeeded = lister.answered > 0;
    return {
      resources: resources.flat(),
      failures: succeeded
        ? lister.failures
        : inOne(cluster.name, lister.failures),
      absent,
      succeeded,
    };
  }

  /** Workloads come first: services speak for those that KServe made. */
  async #readServices(lister: KindLister): Promise<ObservedResource[]> {
    const found: Workload[][] = [];
    for (const [kind, read] of WORKLOADS) {
      const { items } = await lister.list(kind, (object, place) =>
        toWorkload(object, place, read(object)),
      );
      found.push(items);
    }
    const workloads = new ServiceWorkloads(found.flat());
    const services: ObservedResource[][] = [];
    for (const { kind, label, toResource } of SERVICES) {
      const { items, state } = await lister.list(kind, (object, place) =>
        toResource(object, place, workloads.find(label, object)),
      );
      services.push(items);
      workloads.claim(label, items);
      if (state === 'failed') {
        workloads.claimAll(label);
      }
    }
    return [...services, workloads.rest()].flat();
  }

  #customKinds(): JoinedKind[] {
    return this.#config.customResources.map(({ apiVersion, ...kind }) => ({
      ...kind,
      versions: [apiVersion],
    }));
  }
}

/** A cluster that refuses everything has one fault, not one for each kind. */
function inOne(
  cluster: string,
  failures: ConditionFailure[],
): ConditionFailure[] {
  if (failures.length > 0 && !failures.every(({ forbidden }) => forbidden)) {
    return failures;
  }
  const [first] = failures;
  return failures.length === 1
    ? failures
    : [
        {
          subject: `cluster ${cluster}`,
          message: first
            ? `refuses all that is read of it, e.g. ${first.message}`
            : 'serves nothing of what is read',
          forbidden: first !== undefined,
          labels: { cluster },
        },
      ];
}
