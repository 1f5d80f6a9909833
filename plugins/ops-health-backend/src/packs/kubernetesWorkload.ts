import type { IndicatorPack } from '@platform-ops/backstage-plugin-ops-health-node';

/** The sums over a pod and over its sandbox have no container. */
const containers = [
  { label: 'container', operator: '!~' as const, value: '|POD' },
];
const limitOf = (resource: string) => [
  { label: 'resource', operator: '=' as const, value: resource },
];

/**
 * Workloads by kube-state-metrics and the kubelet's cAdvisor.
 */
export const kubernetesWorkloadPack: IndicatorPack = {
  id: 'kubernetes-workload',
  title: 'Kubernetes workload',
  naming: 'prometheus',
  indicators: [
    {
      indicator: 'ready-replicas',
      expressions: [
        {
          kind: 'share',
          part: [{ metric: 'kube_deployment_status_replicas_ready' }],
          whole: [{ metric: 'kube_deployment_spec_replicas' }],
        },
        {
          kind: 'share',
          part: [{ metric: 'kube_deployment_status_replicas_available' }],
          whole: [{ metric: 'kube_deployment_spec_replicas' }],
        },
        {
          kind: 'share',
          part: [{ metric: 'kube_statefulset_status_replicas_ready' }],
          whole: [{ metric: 'kube_statefulset_replicas' }],
        },
      ],
    },
    {
      indicator: 'memory-utilisation',
      expressions: [
        {
          kind: 'share',
          part: [
            {
              metric: 'container_memory_working_set_bytes',
              matchers: containers,
            },
          ],
          whole: [
            {
              metric: 'kube_pod_container_resource_limits',
              matchers: limitOf('memory'),
            },
          ],
        },
      ],
    },
    {
      indicator: 'cpu-utilisation',
      expressions: [
        {
          kind: 'share',
          part: [
            {
              metric: 'container_cpu_usage_seconds_total',
              matchers: containers,
            },
          ],
          partIsCounter: true,
          whole: [
            {
              metric: 'kube_pod_container_resource_limits',
              matchers: limitOf('cpu'),
            },
          ],
        },
      ],
    },
    {
      indicator: 'restarts',
      expressions: [
        {
          kind: 'rate',
          counters: [{ metric: 'kube_pod_container_status_restarts_total' }],
          scale: 3600,
        },
      ],
    },
  ],
};
