/** An object of Kubernetes as it stands in a file. */
export interface Manifest {
  /** Where it stands, e.g. `deploy/service.yaml, document 2`. */
  place: string;
  apiVersion: string;
  kind: string;
  name: string;
  namespace?: string;
  object: Record<string, unknown>;
}

/** Its group, too, e.g. `Deployment.apps`; the core group has none. */
export function describeKind({
  apiVersion,
  kind,
}: Pick<Manifest, 'apiVersion' | 'kind'>): string {
  const [, group] = apiVersion.split('/').reverse();
  return `${kind}${group ? `.${group}` : ''}`;
}

/** For people, e.g. `Deployment.apps shop/checkout`. */
export function describeManifest(
  manifest: Pick<Manifest, 'apiVersion' | 'kind' | 'namespace' | 'name'>,
): string {
  const { namespace, name } = manifest;
  return `${describeKind(manifest)} ${namespace ? `${namespace}/` : ''}${name}`;
}
