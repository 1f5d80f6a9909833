import { keyOf, type KubernetesObject } from './KubernetesObject';
import type { Labels, LabelSelector } from './LabelSelector';
import { toPodTemplate, type PodTemplate } from './PodTemplate';

/**
 * What keeps pods running: a Deployment, StatefulSet or DaemonSet.
 */
export interface Workload {
  /** E.g. `Deployment shop/web`. */
  key: string;
  namespace: string;
  labels: Labels;
  podLabels: Labels;
  /** Which pods are its own. */
  selector: LabelSelector;
  template: PodTemplate;
}

export function toWorkload(
  kind: string,
  { metadata, spec }: KubernetesObject,
): Workload {
  const namespace = metadata.namespace ?? '';
  const template = toPodTemplate(spec.template.spec);
  return {
    key: keyOf(kind, namespace, metadata.name),
    namespace,
    labels: metadata.labels ?? {},
    podLabels: spec.template.metadata?.labels ?? {},
    selector: spec.selector,
    template: {
      ...template,
      claims: [...template.claims, ...claimsOfReplicas(metadata.name, spec)],
    },
  };
}

const MOST_REPLICAS = 1000;

/** A StatefulSet makes a claim of each template for each of its pods. */
function claimsOfReplicas(name: string, spec: any): string[] {
  const templates: any[] = spec.volumeClaimTemplates ?? [];
  const replicas = Math.min(spec.replicas ?? 1, MOST_REPLICAS);
  const first = spec.ordinals?.start ?? 0;
  return templates.flatMap(({ metadata }) =>
    Array.from(
      { length: replicas },
      (_, index) => `${metadata.name}-${name}-${first + index}`,
    ),
  );
}
