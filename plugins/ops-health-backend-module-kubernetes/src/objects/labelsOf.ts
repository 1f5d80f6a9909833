import type { ObjectMetadata, Place } from './KubernetesObject';

const KNATIVE_SERVICE_LABEL = 'serving.knative.dev/service';
const NAME_LABEL = 'app.kubernetes.io/name';
const MAX_OWN_LABELS = 30;

/** What custom resources cannot be named by. */
export const RESERVED_LABELS: ReadonlySet<string> = new Set([
  'app',
  'cluster',
  'namespace',
  'resource',
]);

/**
 * By what an object is joined. Labels with a prefix are written as Prometheus
 * writes them, e.g. `backstage_io_kubernetes_id`; those without one are left
 * out, for they could pass for ours, such as `service` or `deployment`.
 */
export function labelsOf(
  { name, namespace, labels = {} }: ObjectMetadata,
  { cluster, resource, joinLabel }: Place,
): Record<string, string> {
  const prefixed = Object.entries(labels)
    .filter(([label, value]) => label.includes('/') && value)
    .slice(0, MAX_OWN_LABELS)
    .map(([label, value]) => [label.replace(/[^a-zA-Z0-9_]/g, '_'), value]);
  const app = labels[NAME_LABEL] || labels.app;
  const service = labels[KNATIVE_SERVICE_LABEL];
  return {
    ...Object.fromEntries(prefixed),
    ...(app && { app }),
    ...(service && { service }),
    cluster,
    ...(namespace && { namespace }),
    resource,
    [joinLabel]: name,
  };
}

/** Unique in a source. */
export function idOf(
  { name, namespace }: ObjectMetadata,
  { cluster, resource }: Place,
): string {
  return [cluster, resource, namespace, name]
    .filter(part => part !== undefined)
    .join('/');
}
