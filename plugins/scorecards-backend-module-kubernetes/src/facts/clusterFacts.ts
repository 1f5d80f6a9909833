import type { CollectedFact } from '@platform-ops/backstage-plugin-scorecards-node';
import type { ListName } from '../cluster/lists';
import type { ReadCluster } from '../cluster/ReadCluster';
import type { Directory } from '../entities/Directory';
import { ACCESS_LISTS } from './findAccess';
import { CLUSTER_LISTS, findCluster, findControlPlane } from './findCluster';
import { findClusterAccess } from './findClusterAccess';
import { ALL_REPORT_LISTS, findAllPolicyReports } from './findPolicyReports';
import {
  claimsOfCluster,
  findStorage,
  findVolumeEncryption,
} from './findStorage';
import { tell, type Finding } from './tell';

interface Kind {
  type: string;
  lists: readonly ListName[];
  /** Asked besides. */
  path?: string;
  find(cluster: ReadCluster, directory: Directory): Finding | undefined;
}

const STORAGE_LISTS = ['volumeClaims', 'storageClasses'] as const;

const KINDS: Kind[] = [
  {
    type: 'kubernetes.cluster',
    lists: CLUSTER_LISTS,
    path: '/version',
    find: cluster => (cluster.version ? findCluster(cluster) : undefined),
  },
  { type: 'kubernetes.controlPlane', lists: ['pods'], find: findControlPlane },
  {
    type: 'kubernetes.clusterAccess',
    lists: ACCESS_LISTS,
    find: findClusterAccess,
  },
  {
    type: 'kubernetes.storage',
    lists: STORAGE_LISTS,
    find: cluster => findStorage(claimsOfCluster(cluster)),
  },
  {
    type: 'kubernetes.volumeEncryption',
    lists: STORAGE_LISTS,
    find: cluster => findVolumeEncryption(claimsOfCluster(cluster)),
  },
  {
    type: 'kubernetes.policyReports',
    lists: ALL_REPORT_LISTS,
    find: findAllPolicyReports,
  },
];

/** All that can be said of a cluster as a whole. */
export function tellOfCluster(
  entityRef: string,
  cluster: ReadCluster,
  directory: Directory,
): CollectedFact[] {
  return KINDS.flatMap(({ type, lists, path, find }) => {
    const finding = cluster.has(lists) ? find(cluster, directory) : undefined;
    if (!finding) {
      return [];
    }
    const fact = tell(
      { entityRef, placements: [], silent: [] },
      [cluster],
      lists,
      type,
      finding,
    );
    return [{ ...fact, query: path ? `${fact.query}, ${path}` : fact.query }];
  });
}
