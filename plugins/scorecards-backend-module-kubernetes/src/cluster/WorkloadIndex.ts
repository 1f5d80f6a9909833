import {
  matches,
  type Labels,
  type LabelSelector,
} from '../objects/LabelSelector';
import type { Pod } from '../objects/Pod';
import type { PodTemplate } from '../objects/PodTemplate';
import type { Workload } from '../objects/Workload';
import type { ClusterReading } from './ClusterReading';
import type { ListName } from './lists';

/** Without these nobody can say what runs. */
export const WORKLOAD_LISTS = [
  'deployments',
  'statefulSets',
  'daemonSets',
  'pods',
] as const satisfies ListName[];

/**
 * Something that runs, or would as soon as it is scaled up: a pod as it is, or
 * the template of a workload without pods.
 */
export interface Instance {
  /** Of the workload, else of the pod. */
  key: string;
  namespace: string;
  labels: Labels;
  template: PodTemplate;
}

/** What was found of an entity in one cluster. */
export interface FoundWorkloads {
  workloads: Workload[];
  pods: Pod[];
  instances: Instance[];
}

/**
 * Finds workloads and pods of a cluster by their labels.
 */
export class WorkloadIndex {
  readonly workloads: readonly Workload[];
  readonly pods: readonly Pod[];
  readonly #workloadsByLabel: Map<string, Workload[]>;
  readonly #podsByLabel: Map<string, Pod[]>;
  readonly #podsByNamespace: Map<string, Pod[]>;

  /** Undefined where one of the lists is missing. */
  static of({ lists }: ClusterReading): WorkloadIndex | undefined {
    const { deployments, statefulSets, daemonSets, pods } = lists;
    return deployments && statefulSets && daemonSets && pods
      ? new WorkloadIndex(
          [...deployments.items, ...statefulSets.items, ...daemonSets.items],
          pods.items,
        )
      : undefined;
  }

  private constructor(workloads: Workload[], pods: Pod[]) {
    this.workloads = workloads;
    this.pods = pods;
    this.#workloadsByLabel = indexBy(workloads, ({ labels, podLabels }) => [
      ...labelsOf(labels),
      ...labelsOf(podLabels),
    ]);
    this.#podsByLabel = indexBy(pods, ({ labels }) => labelsOf(labels));
    this.#podsByNamespace = indexBy(pods, ({ namespace }) => [namespace]);
  }

  /**
   * Workloads with these labels, on themselves or on their pods, and pods that
   * have them or belong to such a workload.
   */
  find(selector: LabelSelector, namespace: string | undefined): FoundWorkloads {
    const isThere = (item: { namespace: string }) =>
      namespace === undefined || item.namespace === namespace;
    const workloads = candidates(
      selector,
      this.#workloadsByLabel,
      this.workloads,
    ).filter(
      workload =>
        isThere(workload) &&
        (matches(selector, workload.labels) ||
          matches(selector, workload.podLabels)),
    );
    const podsByWorkload = workloads.map(workload => ({
      workload,
      pods: (this.#podsByNamespace.get(workload.namespace) ?? []).filter(
        ({ labels }) => matches(workload.selector, labels),
      ),
    }));
    const owned = new Set(podsByWorkload.flatMap(({ pods }) => pods));
    const others = candidates(selector, this.#podsByLabel, this.pods).filter(
      pod => isThere(pod) && !owned.has(pod) && matches(selector, pod.labels),
    );
    return {
      workloads,
      pods: [...owned, ...others],
      instances: [
        ...podsByWorkload.flatMap(({ workload, pods }): Instance[] =>
          pods.length > 0
            ? pods.map(pod => ({ ...pod, key: workload.key }))
            : [{ ...workload, labels: workload.podLabels }],
        ),
        ...others,
      ],
    };
  }
}

/** Those with a label that the selector asks for by its value; else all. */
function candidates<T>(
  { matchLabels = {}, matchExpressions = [] }: LabelSelector,
  byLabel: Map<string, T[]>,
  all: readonly T[],
): T[] {
  const [wanted] = [
    ...labelsOf(matchLabels),
    ...matchExpressions.flatMap(({ key, operator, values = [] }) =>
      operator === 'In' && values.length === 1 ? [`${key}=${values[0]}`] : [],
    ),
  ];
  return wanted === undefined ? [...all] : byLabel.get(wanted) ?? [];
}

function labelsOf(labels: Labels): string[] {
  return Object.entries(labels).map(([key, value]) => `${key}=${value}`);
}

function indexBy<T>(
  items: T[],
  keysOf: (item: T) => string[],
): Map<string, T[]> {
  const index = new Map<string, T[]>();
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      const known = index.get(key);
      if (known) {
        known.push(item);
      } else {
        index.set(key, [item]);
      }
    }
  }
  return index;
}

/** Of several findings in the same cluster, each thing once. */
export function mergeFound(found: FoundWorkloads[]): FoundWorkloads {
  const instances = new Map<unknown, Instance>();
  for (const instance of found.flatMap(each => each.instances)) {
    instances.set(instance.template, instance);
  }
  return {
    workloads: [...new Set(found.flatMap(({ workloads }) => workloads))],
    pods: [...new Set(found.flatMap(({ pods }) => pods))],
    instances: [...instances.values()],
  };
}
