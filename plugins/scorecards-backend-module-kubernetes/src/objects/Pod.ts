import { keyOf, type KubernetesObject } from './KubernetesObject';
import type { Labels } from './LabelSelector';
import { toPodTemplate, type PodTemplate } from './PodTemplate';

/**
 * A pod that runs or is about to.
 */
export interface Pod {
  /** E.g. `Pod shop/web-1`. */
  key: string;
  namespace: string;
  labels: Labels;
  template: PodTemplate;
  /** What it tells of the control plane, where it is a part of that. */
  apiServer: ApiServerFlags | undefined;
}

/** What an API server that runs as a pod was started with. */
export interface ApiServerFlags {
  audit: boolean;
  encryption: boolean;
}

/** Undefined for one that has ended. */
export function toPod({
  metadata,
  spec,
  status,
}: KubernetesObject): Pod | undefined {
  if (status?.phase === 'Succeeded' || status?.phase === 'Failed') {
    return undefined;
  }
  const namespace = metadata.namespace ?? '';
  const labels = metadata.labels ?? {};
  return {
    key: keyOf('Pod', namespace, metadata.name),
    namespace,
    labels,
    template: toPodTemplate(spec, metadata.name),
    apiServer:
      namespace === 'kube-system' && labels.component === 'kube-apiserver'
        ? readFlags(spec)
        : undefined,
  };
}

function readFlags({ containers }: { containers: any[] }): ApiServerFlags {
  const flags: string[] = containers.flatMap(({ command = [], args = [] }) => [
    ...command,
    ...args,
  ]);
  const has = (name: string) =>
    flags.some(flag => flag.startsWith(`--${name}=`) || flag === `--${name}`);
  return {
    audit:
      has('audit-policy-file') &&
      (has('audit-log-path') || has('audit-webhook-config-file')),
    encryption: has('encryption-provider-config'),
  };
}
