import type { Subject } from './rbac';

/**
 * What kind of somebody it is: `person` for people and groups of them;
 * `everyone` for groups that anybody is in; `account` for service accounts;
 * `system` for what Kubernetes has for itself.
 */
export type SubjectSort = 'person' | 'everyone' | 'account' | 'system';

const EVERYONE = [
  'system:anonymous',
  'system:authenticated',
  'system:serviceaccounts',
  'system:unauthenticated',
];
/** Where the parts of Kubernetes itself live. */
export const SYSTEM_NAMESPACE = 'kube-system';
const ACCOUNTS_OF = 'system:serviceaccounts:';

export function sortSubject({ kind, name, namespace }: Subject): SubjectSort {
  if (kind === 'ServiceAccount') {
    return namespace === SYSTEM_NAMESPACE ? 'system' : 'account';
  }
  if (EVERYONE.includes(name)) {
    return 'everyone';
  }
  if (name.startsWith(ACCOUNTS_OF)) {
    return name === `${ACCOUNTS_OF}${SYSTEM_NAMESPACE}` ? 'system' : 'account';
  }
  return name.startsWith('system:') ? 'system' : 'person';
}

/** The namespace whose service accounts it is. */
export function namespaceOf({
  kind,
  name,
  namespace,
}: Subject): string | undefined {
  if (kind === 'ServiceAccount') {
    return namespace;
  }
  return name.startsWith(ACCOUNTS_OF)
    ? name.slice(ACCOUNTS_OF.length)
    : undefined;
}

/** E.g. `ServiceAccount shop/web`. */
export function describeSubject({ kind, name, namespace }: Subject): string {
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}
