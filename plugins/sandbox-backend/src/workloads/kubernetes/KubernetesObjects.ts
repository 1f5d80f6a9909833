import type { Platform } from '../Platform';
import type { Moment } from '../simulation/WorkloadSimulation';
import { CREATED_AT, metadataOf } from './metadata';
import type { KubernetesObject, ResourceName } from './resources';
import { toInferenceService } from './toInferenceService';
import { toDeployment, toPods } from './toWorkloadObjects';

/**
 * The objects that a cluster with the sandbox's workloads would hold.
 */
export class KubernetesObjects {
  readonly #platform: Platform;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /**
   * In the order of the API server: by namespace, then by name.
   */
  list(resource: ResourceName): KubernetesObject[] {
    const now = this.#platform.now();
    const objects =
      resource === 'namespaces'
        ? this.#namespaces()
        : this.#platform.simulations.flatMap(simulation =>
            this.#of(resource, simulation.momentAt(now)),
          );
    const keyOf = ({ metadata }: KubernetesObject) =>
      `${metadata.namespace ?? ''}/${metadata.name}`;
    return objects.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  }

  #namespaces(): KubernetesObject[] {
    const names = new Set(
      this.#platform.simulations.map(({ workload }) => workload.namespace),
    );
    return [...names].map(name => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: metadataOf({
        kind: 'Namespace',
        name,
        createdAt: CREATED_AT,
        labels: { 'kubernetes.io/metadata.name': name },
      }),
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    }));
  }

  #of(
    resource: Exclude<ResourceName, 'namespaces'>,
    moment: Moment,
  ): KubernetesObject[] {
    switch (resource) {
      case 'pods':
        return toPods(moment);
      case 'deployments':
        return [toDeployment(moment)];
      default:
        return this.#inferenceServices(moment);
    }
  }

  #inferenceServices(moment: Moment): KubernetesObject[] {
    const { faults, rollouts } = this.#platform;
    const { workload, time } = moment;
    const badDeployment = faults
      .of(workload.name)
      .find(
        ({ name, startedAt, endsAt }) =>
          name === 'bad-deployment' && startedAt <= time && time < endsAt,
      );
    const served = [
      ...(badDeployment?.served ? [badDeployment.served] : []),
      ...rollouts.servedAt(workload.name, time),
    ];
    return workload.models.flatMap(({ inferenceService, ...model }) =>
      inferenceService
        ? [
            toInferenceService({
              moment,
              model: { ...model, inferenceService },
              served: served.find(version => version.model === model.name),
            }),
          ]
        : [],
    );
  }
}
