import type { JoinRule } from './JoinRule';

const NAMESPACE = ['{annotation:backstage.io/kubernetes-namespace}'];

function component(id: string, labels: Record<string, string[]>): JoinRule {
  return { id, kinds: ['component'], labels };
}

/**
 * What joins where nothing is configured: labels that name a workload and its
 * Kubernetes namespace, as far as the entity knows its namespace; the resource
 * attributes of OpenTelemetry; and model names.
 */
export const defaultJoinRules: JoinRule[] = [
  component('inference-service', {
    namespace: NAMESPACE,
    inferenceservice: ['{name}'],
  }),
  component('service', { namespace: NAMESPACE, service: ['{name}'] }),
  component('deployment', { namespace: NAMESPACE, deployment: ['{name}'] }),
  component('kubernetes-id', {
    backstage_io_kubernetes_id: ['{annotation:backstage.io/kubernetes-id}'],
  }),
  component('opentelemetry', {
    service_namespace: ['{system}'],
    service_name: ['{name}'],
  }),
  component('job', { job: ['{system}/{name}', '{name}'] }),
  { id: 'model-name', kinds: ['model'], labels: { model_name: ['{title}'] } },
];
