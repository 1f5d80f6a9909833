import type { ReadCluster } from '../cluster/ReadCluster';
import type { ApiServerFlags } from '../objects/Pod';
import { REPORT_LISTS } from './findPolicyReports';
import { listed, type Finding } from './tell';

export const CLUSTER_LISTS = ['pods', ...REPORT_LISTS] as const;
const MINOR = /^v?1\.(\d+)/;

/**
 * What kind of cluster it is, and what it hides. Where the provider runs the
 * control plane nobody can see how that is set up, so it is not guessed.
 */
export function findCluster(cluster: ReadCluster): Finding {
  const flags = apiServersOf(cluster);
  const minor = MINOR.exec(cluster.version ?? '')?.[1];
  return {
    value: {
      cluster: cluster.name,
      version: cluster.version ?? '',
      minor: minor === undefined ? undefined : Number(minor),
      auditPolicy: describe(flags, 'audit'),
      secretEncryption: describe(flags, 'encryption'),
      hidden: listed([
        ...(flags.length === 0
          ? [
              'the audit policy of the API server',
              'whether secrets are encrypted where the cluster keeps them',
            ]
          : []),
        'who has a certificate of the group system:masters',
        'whether the network plugin enforces NetworkPolicies',
      ]),
      policyEngine: cluster.pathsOf(REPORT_LISTS).length > 0,
    },
    population: 1,
  };
}

/** Undefined where it is hidden. */
export function findControlPlane(cluster: ReadCluster): Finding | undefined {
  const flags = apiServersOf(cluster);
  return flags.length === 0
    ? undefined
    : {
        value: {
          apiServers: flags.length,
          audit: flags.every(({ audit }) => audit),
          secretEncryption: flags.every(({ encryption }) => encryption),
        },
        population: flags.length,
      };
}

function apiServersOf(cluster: ReadCluster): ApiServerFlags[] {
  return cluster.list('pods').flatMap(({ apiServer }) => apiServer ?? []);
}

function describe(
  flags: ApiServerFlags[],
  flag: keyof ApiServerFlags,
): 'configured' | 'not configured' | 'hidden' {
  if (flags.length === 0) {
    return 'hidden';
  }
  return flags.every(each => each[flag]) ? 'configured' : 'not configured';
}
