import { deploymentName } from '../../simulation/Timeline';
import type { Moment } from '../../simulation/WorkloadSimulation';
import type { Workload } from '../../Workload';
import {
  counter,
  stateCounter,
  stateGauge,
  type Instrument,
} from '../Instrument';
import { containerName } from './containerName';

/**
 * What kube-state-metrics and cAdvisor tell of a workload. It is there also
 * while the workload is scaled to zero.
 */
export function kubernetesState(workload: Workload): Instrument[] {
  const { namespace } = workload;
  const container = containerName(workload);
  const ofDeployment = ({ revision }: Moment) => ({
    namespace,
    deployment: deploymentName(workload, revision),
  });
  const ofContainer = ({ replica }: Moment) => ({
    namespace,
    pod: replica?.pod ?? '',
    container,
  });
  const ofContainerWithId = (moment: Moment) => ({
    ...ofContainer(moment),
    uid: moment.replica?.uid ?? '',
  });
  const replicas = (
    name: string,
    help: string,
    value: (moment: Moment) => number,
  ) => stateGauge({ name, help, series: [{ labels: ofDeployment, value }] });
  return [
    replicas(
      'kube_deployment_spec_replicas',
      '[STABLE] Number of desired pods for a deployment.',
      ({ replica }) => (replica ? 1 : 0),
    ),
    replicas(
      'kube_deployment_status_replicas',
      '[STABLE] The number of replicas per deployment.',
      ({ replica }) => (replica ? 1 : 0),
    ),
    replicas(
      'kube_deployment_status_replicas_available',
      '[STABLE] The number of available replicas per deployment.',
      ({ ready }) => (ready ? 1 : 0),
    ),
    stateGauge({
      name: 'kube_pod_container_status_ready',
      help: '[STABLE] Describes whether the containers readiness check succeeded.',
      series: [
        {
          labels: ofContainerWithId,
          value: ({ replica, ready }) => replica && (ready ? 1 : 0),
        },
      ],
    }),
    stateCounter({
      name: 'kube_pod_container_status_restarts',
      help: '[STABLE] The number of container restarts per container.',
      series: [
        {
          labels: ofContainerWithId,
          value: ({ replica }) => replica?.restarts,
        },
      ],
    }),
    stateGauge({
      name: 'kube_pod_container_status_last_terminated_reason',
      help: 'Describes the last reason the container was in terminated state.',
      series: [
        {
          labels: moment => ({
            ...ofContainerWithId(moment),
            reason: 'OOMKilled',
          }),
          value: ({ replica }) => (replica?.restarts ? 1 : undefined),
        },
      ],
    }),
    stateGauge({
      name: 'kube_pod_container_resource_limits',
      help: 'The number of requested limit resource by a container.',
      series: [
        {
          labels: moment => ({
            ...ofContainerWithId(moment),
            node: moment.replica?.node ?? '',
            resource: 'memory',
            unit: 'byte',
          }),
          value: ({ replica }) => replica && workload.memory.limitBytes,
        },
        {
          labels: moment => ({
            ...ofContainerWithId(moment),
            node: moment.replica?.node ?? '',
            resource: 'nvidia_com_gpu',
            unit: 'integer',
          }),
          value: ({ replica }) => (replica && workload.gpu ? 1 : undefined),
        },
      ],
    }),
    stateGauge({
      name: 'container_memory_working_set_bytes',
      help: 'Current working set of the container in bytes.',
      series: [
        {
          labels: ofContainer,
          value: ({ replica, memoryBytes }) =>
            replica &&
            Math.min(
              workload.memory.limitBytes,
              Math.round(memoryBytes * 1.04),
            ),
        },
      ],
    }),
    counter({
      name: 'container_cpu_usage_seconds',
      help: 'Cumulative cpu time consumed by the container in core-seconds.',
      fractions: true,
      series: [
        {
          labels: ofContainer,
          perRequest: () => workload.cpuSecondsPerRequest,
          perSecond: () => 0.012,
        },
      ],
    }),
  ];
}
