import { shorten } from '../shorten';
import { ClusterError } from './ClusterError';

/** An error of the API server: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/ */
interface KubernetesStatus {
  kind: 'Status';
  reason?: string;
  message?: string;
}

/** An error of the Kubernetes plugin, in front of the cluster. */
interface PluginError {
  error: { name?: string; message?: string };
}

/**
 * Why an answer is none, and who says so: the cluster, what stands in front of
 * it, or the Kubernetes plugin.
 */
export function describeRefusal(status: number, body: string): ClusterError {
  const parsed = parse(body);
  if (isPluginError(parsed)) {
    return refusedByPlugin(status, parsed.error);
  }
  const said = isKubernetesStatus(parsed)
    ? shorten(parsed.message || parsed.reason || '')
    : '';
  const inWords = said && `: ${said}`;
  switch (status) {
    case 401:
      return new ClusterError(
        'locked-out',
        `does not accept the portal's credentials (401${inWords}); they are those of the cluster in kubernetes.clusterLocatorMethods`,
      );
    case 403:
      return new ClusterError('forbidden', `refuses it (403${inWords})`);
    case 404:
      return new ClusterError('missing', `has no such resource${inWords}`);
    case 410:
      return new ClusterError('expired', `let its list expire${inWords}`);
    default:
      return new ClusterError(
        // A gateway that stands in front of a cluster that is gone.
        !isKubernetesStatus(parsed) && [502, 503, 504].includes(status)
          ? 'unreachable'
          : 'failed',
        status >= 300 && status < 400
          ? `answered with a redirect (${status}), which is not followed`
          : `answered with ${status}${inWords}`,
      );
  }
}

function refusedByPlugin(
  status: number,
  { name, message = '' }: PluginError['error'],
): ClusterError {
  const said = shorten(message);
  if (status === 401 || status === 403) {
    return new ClusterError(
      'locked-out',
      `cannot be asked: the portal's Kubernetes plugin refuses the portal's own backend (${status} ${name}: ${said})`,
    );
  }
  const [, cause] = /request error; caused by \w*(?:Error)?: (.*)$/.exec(
    said,
  ) ?? [undefined, undefined];
  return new ClusterError(
    'unreachable',
    cause
      ? `cannot be reached: ${cause}`
      : `cannot be asked by the portal's Kubernetes plugin: ${said || status}`,
  );
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function isKubernetesStatus(value: unknown): value is KubernetesStatus {
  return (value as KubernetesStatus | undefined)?.kind === 'Status';
}

function isPluginError(value: unknown): value is PluginError {
  return typeof (value as PluginError | undefined)?.error === 'object';
}
