import type { CollectedFact } from '@platform-ops/backstage-plugin-scorecards-node';
import type { ListName } from '../cluster/lists';
import { WORKLOAD_LISTS } from '../cluster/WorkloadIndex';
import type { Directory } from '../entities/Directory';
import type { LocatedEntity } from '../entities/locate';
import { ACCESS_LISTS, findAccess } from './findAccess';
import { findNetwork } from './findNetwork';
import { findPolicyReports, REPORT_LISTS } from './findPolicyReports';
import { findSecrets } from './findSecrets';
import { findSecurityContext } from './findSecurityContext';
import { findServiceAccounts } from './findServiceAccounts';
import {
  claimsOfSites,
  findStorage,
  findVolumeEncryption,
} from './findStorage';
import { findWorkloads } from './findWorkloads';
import { tell, type Finding } from './tell';

const STORAGE_LISTS = ['volumeClaims', 'storageClasses'] as const;

interface Kind {
  type: string;
  /** Besides those of workloads. */
  lists: readonly ListName[];
  find(entity: LocatedEntity, directory: Directory): Finding | undefined;
}

const KINDS: Kind[] = [
  {
    type: 'kubernetes.securityContext',
    lists: [],
    find: ({ sites }) => findSecurityContext(sites),
  },
  {
    type: 'kubernetes.secrets',
    lists: [],
    find: ({ sites }) => findSecrets(sites),
  },
  {
    type: 'kubernetes.serviceAccounts',
    lists: ['serviceAccounts'],
    find: ({ sites }) => findServiceAccounts(sites),
  },
  { type: 'kubernetes.access', lists: ACCESS_LISTS, find: findAccess },
  {
    type: 'kubernetes.network',
    lists: ['networkPolicies'],
    find: ({ sites }) => findNetwork(sites),
  },
  {
    type: 'kubernetes.storage',
    lists: STORAGE_LISTS,
    find: ({ sites }) => findStorage(claimsOfSites(sites)),
  },
  {
    type: 'kubernetes.volumeEncryption',
    lists: STORAGE_LISTS,
    find: ({ sites }) => findVolumeEncryption(claimsOfSites(sites)),
  },
  {
    type: 'kubernetes.policyReports',
    lists: REPORT_LISTS,
    find: ({ sites }) => findPolicyReports(sites),
  },
];

/**
 * All that can be said of an entity. Where nothing of it runs that is said, and
 * nothing else; what could not be read is not told.
 */
export function tellOfEntity(
  entity: LocatedEntity,
  directory: Directory,
): CollectedFact[] {
  const { looked, sites } = entity;
  const there = sites.map(({ cluster }) => cluster);
  return [
    tell(
      entity,
      looked,
      WORKLOAD_LISTS,
      'kubernetes.workloads',
      findWorkloads(sites),
    ),
    ...KINDS.flatMap(({ type, lists, find }) => {
      if (sites.length === 0 || !there.every(cluster => cluster.has(lists))) {
        return [];
      }
      const finding = find(entity, directory);
      return finding
        ? [tell(entity, there, [...WORKLOAD_LISTS, ...lists], type, finding)]
        : [];
    }),
  ];
}
