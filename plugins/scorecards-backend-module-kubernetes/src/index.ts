/**
 * Facts for scorecards from Kubernetes clusters.
 *
 * @packageDocumentation
 */

export { scorecardsModuleKubernetes as default } from './module';
export { KubernetesCollector } from './KubernetesCollector';
export { KUBERNETES_FACT_TYPES } from './factTypes';
