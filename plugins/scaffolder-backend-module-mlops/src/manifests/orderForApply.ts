import type { Manifest } from './Manifest';

/** What others need comes first; all else in the middle, as it stands. */
const FIRST = [
  'Namespace',
  'StorageClass',
  'ServiceAccount',
  'Role',
  'RoleBinding',
  'NetworkPolicy',
  'PeerAuthentication',
  'AuthorizationPolicy',
  'Secret',
  'ConfigMap',
  'PersistentVolumeClaim',
  'Service',
];
const LAST = ['Deployment', 'StatefulSet', 'InferenceService', 'TrainJob'];

/**
 * In an order in which they can start: rights and policies before what they are
 * for, so that nothing runs unprotected for a moment.
 */
export function orderForApply<T extends Manifest>(manifests: T[]): T[] {
  return manifests
    .map((manifest, index) => ({ manifest, index, rank: rank(manifest.kind) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ manifest }) => manifest);
}

function rank(kind: string): number {
  const first = FIRST.indexOf(kind);
  if (first >= 0) {
    return first;
  }
  const last = LAST.indexOf(kind);
  return FIRST.length + (last >= 0 ? 1 + last : 0);
}
