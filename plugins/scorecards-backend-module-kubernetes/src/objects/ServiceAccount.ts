import { keyOf, type KubernetesObject } from './KubernetesObject';

/**
 * Whom pods act as.
 */
export interface ServiceAccount {
  key: string;
  /** Whether its token is put into pods that do not say; true unless told. */
  automount: boolean;
}

export function toServiceAccount({
  metadata,
  automountServiceAccountToken = true,
}: KubernetesObject): ServiceAccount {
  return {
    key: accountKey(metadata.namespace, metadata.name),
    automount: automountServiceAccountToken,
  };
}

export function accountKey(
  namespace: string | undefined,
  name: string,
): string {
  return keyOf('ServiceAccount', namespace, name);
}
