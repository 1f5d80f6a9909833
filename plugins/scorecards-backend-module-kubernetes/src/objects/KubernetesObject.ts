/** As the API server lists it; what it does not check is not typed. */
export interface KubernetesObject {
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    ownerReferences?: Array<{ kind: string; name: string }>;
  };
  [field: string]: any;
}

/** @throws TypeError where it is no object of the API. */
export function toKubernetesObject(listed: unknown): KubernetesObject {
  const object = listed as KubernetesObject;
  if (typeof object?.metadata?.name !== 'string') {
    throw new TypeError('it has no metadata.name');
  }
  return object;
}

/** What tells an object of a cluster from all others. */
export function keyOf(
  kind: string,
  namespace: string | undefined,
  name: string,
): string {
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}
