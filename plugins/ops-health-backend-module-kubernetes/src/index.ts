/**
 * Reads from Kubernetes clusters what runs there and how it is.
 *
 * @packageDocumentation
 */

export { opsHealthModuleKubernetes as default } from './module';
export * from './KubernetesConditionSource';
