import type { ObservedResource } from '@platform-ops/backstage-plugin-ops-health-node';
import type { KubernetesObject } from '../objects/KubernetesObject';
import { serviceKey, type Workload } from '../workloads/Workload';

type ServiceLabel = NonNullable<Workload['service']>['label'];

/**
 * Workloads and the services for which KServe made them.
 *
 * @remarks
 *
 * A service's own conditions speak for its workloads: shown beside it they
 * would tell each fault twice, and revisions that no longer take traffic would
 * look like idle services. So a service takes its workloads, with their
 * replicas, and only those stand for themselves whose service is not known.
 */
export class ServiceWorkloads {
  readonly #others: Workload[] = [];
  readonly #byService: Record<ServiceLabel, Map<string, Workload[]>> = {
    inferenceservice: new Map(),
    llminferenceservice: new Map(),
  };

  constructor(workloads: Workload[]) {
    for (const workload of workloads) {
      const { service } = workload;
      if (!service) {
        this.#others.push(workload);
        continue;
      }
      const byKey = this.#byService[service.label];
      const known = byKey.get(service.key);
      if (known) {
        known.push(workload);
      } else {
        byKey.set(service.key, [workload]);
      }
    }
  }

  /** Those of one service. */
  find(label: ServiceLabel, { metadata }: KubernetesObject): Workload[] {
    const key = serviceKey(metadata.namespace, metadata.name);
    return this.#byService[label].get(key) ?? [];
  }

  /** From now on these services speak for theirs. */
  claim(label: ServiceLabel, services: ObservedResource[]): void {
    for (const { name, labels } of services) {
      this.#byService[label].delete(serviceKey(labels.namespace, name));
    }
  }

  /** Services that could not be read just now still speak for theirs. */
  claimAll(label: ServiceLabel): void {
    this.#byService[label].clear();
  }

  /** Those that stand for themselves. */
  rest(): ObservedResource[] {
    return [
      this.#others,
      ...Object.values(this.#byService).flatMap(byKey => [...byKey.values()]),
    ].flatMap(workloads => workloads.map(({ resource }) => resource));
  }
}
