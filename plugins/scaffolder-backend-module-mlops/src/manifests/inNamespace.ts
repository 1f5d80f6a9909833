import { InputError } from '@backstage/errors';
import { describeManifest, type Manifest } from './Manifest';

/** Of Kubernetes itself, and of what usually runs a cluster. */
const RESERVED =
  /^(default|kube-.*|.*-system|istio-.*|knative-.*|argocd|cert-manager|kserve|kubeflow|monitoring)$/;

/**
 * The objects as they belong into one namespace: those without get it, those of
 * another are refused.
 *
 * @throws InputError
 */
export function inNamespace(
  manifests: Manifest[],
  namespace: string,
): Manifest[] {
  assertTeamNamespace(namespace, 'namespace');
  return manifests.map(manifest => {
    if (manifest.kind === 'Namespace' && manifest.name !== namespace) {
      throw new InputError(
        `${manifest.place}: found the namespace ${manifest.name}; allowed is ${namespace} alone (input namespace)`,
      );
    }
    if (manifest.namespace !== undefined && manifest.namespace !== namespace) {
      throw new InputError(
        `${manifest.place}: ${describeManifest(
          manifest,
        )} is in another namespace than ${namespace} (input namespace)`,
      );
    }
    return manifest;
  });
}

/** @throws InputError for one that no team may have. */
export function assertTeamNamespace(namespace: unknown, field: string): void {
  if (typeof namespace === 'string' && RESERVED.test(namespace)) {
    throw new InputError(
      `${field}: found ${namespace}, which belongs to the cluster itself; expected is one of a team`,
    );
  }
}
