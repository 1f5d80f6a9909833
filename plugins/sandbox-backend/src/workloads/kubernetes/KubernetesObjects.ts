import type { Platform } from '../Platform';
import type { AppliedRecord } from './applied/AppliedRecord';
import { serviceStatus } from './applied/serviceStatus';
import { statusOf } from './applied/statusOf';
import { toAppliedPods } from './applied/toAppliedPods';
import { toObject } from './applied/toObject';
import { deploymentName } from '../simulation/Timeline';
import type { Moment } from '../simulation/WorkloadSimulation';
import {
  clusterRoleBindings,
  clusterRoles,
  roleBindings,
  serviceAccounts,
} from './accessObjects';
import { CREATED_AT, metadataOf } from './metadata';
import { networkPolicies } from './networkPolicies';
import type { KubernetesObject, ResourceName } from './resources';
import { storageClasses, volumeClaims } from './storageObjects';
import { toInferenceService } from './toInferenceService';
import { toPolicyReport } from './toPolicyReport';
import { toDeployment, toPods } from './toWorkloadObjects';

/**
 * The objects that a cluster with the sandbox's workloads would hold.
 */
export class KubernetesObjects {
  readonly #platform: Platform;
  /** What somebody has set since, by the name of the workload. */
  readonly #patches = new Map<string, object>();

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /**
   * In the order of the API server: by namespace, then by name.
   */
  list(resource: ResourceName): KubernetesObject[] {
    const own = this.listOwn(resource);
    const objects = new Map(own.map(object => [keyOf(object), object]));
    for (const record of this.#platform.objects.of(resource)) {
      const key = keyOf({ metadata: record });
      objects.set(key, this.describe(record, objects.get(key)));
    }
    return [...objects]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, object]) => object);
  }

  /**
   * What nobody applied: it was there from the beginning, or a controller made
   * it.
   */
  listOwn(resource: ResourceName): KubernetesObject[] {
    const now = this.#platform.now();
    return (
      this.#ofCluster(resource) ?? [
        ...this.#platform.simulations.flatMap(simulation =>
          this.#of(resource, simulation.momentAt(now)),
        ),
        ...(resource === 'pods'
          ? this.#platform.objects
              .of('deployments')
              .flatMap(record => toAppliedPods(record, now))
          : []),
      ]
    );
  }

  /**
   * An applied object as it is now.
   *
   * @param below - What was there from the beginning.
   */
  describe(record: AppliedRecord, below?: KubernetesObject): KubernetesObject {
    const now = this.#platform.now();
    const object = toObject(record, below);
    const simulation = this.#platform.deployed.of(record);
    const status = simulation
      ? serviceStatus(record, simulation.momentAt(now))
      : statusOf(record, now);
    return status ? { ...object, status } : object;
  }

  /**
   * Changes the security context of the pods of a Deployment, as an apply of
   * its manifest would; undefined where there is no such Deployment.
   */
  secureDeployment(
    namespace: string,
    name: string,
    securityContext: object,
  ): KubernetesObject | undefined {
    const now = this.#platform.now();
    const moment = this.#platform.simulations
      .map(simulation => simulation.momentAt(now))
      .find(({ workload, revision }) => {
        const isThere = workload.namespace === namespace;
        return isThere && deploymentName(workload, revision) === name;
      });
    if (!moment) {
      return undefined;
    }
    const known = this.#patches.get(moment.workload.name);
    const patched = { ...known, ...securityContext };
    this.#patches.set(moment.workload.name, patched);
    return toDeployment(moment, patched);
  }

  /** Of kinds that do not change as time goes by; undefined for others. */
  #ofCluster(resource: ResourceName): KubernetesObject[] | undefined {
    const workloads = this.#platform.ownSimulations.map(each => each.workload);
    switch (resource) {
      case 'namespaces':
        return this.#namespaces();
      case 'serviceaccounts':
        return serviceAccounts(workloads);
      case 'clusterroles':
        return clusterRoles();
      case 'clusterrolebindings':
        return clusterRoleBindings();
      case 'rolebindings':
        return roleBindings();
      case 'networkpolicies':
        return networkPolicies(workloads);
      case 'persistentvolumeclaims':
        return volumeClaims();
      case 'storageclasses':
        return storageClasses();
      case 'pods':
      case 'deployments':
      case 'policyreports':
      case 'inferenceservices':
        return undefined;
      default:
        return [];
    }
  }

  #namespaces(): KubernetesObject[] {
    const names = new Set(
      this.#platform.ownSimulations.map(({ workload }) => workload.namespace),
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

  #of(resource: ResourceName, moment: Moment): KubernetesObject[] {
    const patched = this.#patches.get(moment.workload.name);
    switch (resource) {
      case 'pods':
        return toPods(moment, patched);
      case 'deployments':
        return [toDeployment(moment, patched)];
      case 'policyreports':
        return [toPolicyReport(toDeployment(moment, patched))];
      default:
        return this.#inferenceServices(moment);
    }
  }

  #inferenceServices(moment: Moment): KubernetesObject[] {
    const { faults, rollouts } = this.#platform;
    const { workload, time } = moment;
    if (workload.deployed) {
      return [];
    }
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

function keyOf({
  metadata,
}: {
  metadata: { name: string; namespace?: string };
}): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}
