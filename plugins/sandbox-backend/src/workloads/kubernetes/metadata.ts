import { createHash } from 'node:crypto';
import { CLUSTER, type Workload } from '../Workload';
import type { KubernetesObject } from './resources';

/** Of the Backstage entity that an object belongs to. */
export const KUBERNETES_ID_LABEL = 'backstage.io/kubernetes-id';

/** When the cluster was set up, and all that runs in it. */
export const CREATED_AT = Date.UTC(2024, 0, 15, 9, 30);

export function rfc3339(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}

export function uidOf(...parts: string[]): string {
  const digits = createHash('sha256').update(parts.join('/')).digest('hex');
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(
    13,
    16,
  )}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}

/**
 * Metadata as the API server fills it in.
 */
export function metadataOf(options: {
  kind: string;
  name: string;
  namespace?: string;
  uid?: string;
  createdAt: number;
  /** When it changed last. */
  changedAt?: number;
  generation?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}): KubernetesObject['metadata'] {
  const { kind, name, namespace, createdAt } = options;
  return {
    name,
    ...(namespace && { namespace }),
    uid: options.uid ?? uidOf(kind, namespace ?? '', name),
    resourceVersion: String(
      Math.floor((options.changedAt ?? createdAt) / 1000),
    ),
    ...(options.generation && { generation: options.generation }),
    creationTimestamp: rfc3339(createdAt),
    ...(options.labels && { labels: options.labels }),
    ...(options.annotations && { annotations: options.annotations }),
  };
}

/**
 * Labels that tell which service an object belongs to.
 */
export function labelsOf({
  name,
  namespace,
  deployed,
}: Workload): Record<string, string> {
  return (
    deployed?.labels ?? {
      [KUBERNETES_ID_LABEL]: name,
      'app.kubernetes.io/name': name,
      'app.kubernetes.io/part-of': namespace,
      cluster: CLUSTER,
    }
  );
}
