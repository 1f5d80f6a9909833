import type { Cluster, Nodegroup } from '@aws-sdk/client-eks';
import type {
  ObservedCondition,
  ObservedResource,
  ResourceReadiness,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { oneLine } from '@platform-ops/backstage-plugin-platform-ops-node';

const MAX_MESSAGE_CHARACTERS = 300;

const READINESS: Record<string, ResourceReadiness> = {
  ACTIVE: 'ready',
  // What is there runs on while it is updated.
  UPDATING: 'ready',
  CREATING: 'progressing',
  PENDING: 'progressing',
  DELETING: 'idle',
  FAILED: 'not-ready',
  CREATE_FAILED: 'not-ready',
  DELETE_FAILED: 'not-ready',
  DEGRADED: 'not-ready',
};

const TEXTS: Record<string, string> = {
  ACTIVE: 'it is active',
  UPDATING: 'it is being updated',
  CREATING: 'it is being created',
  PENDING: 'it is about to be created',
  DELETING: 'it is being deleted',
  FAILED: 'it failed',
  CREATE_FAILED: 'it could not be created',
  DELETE_FAILED: 'it could not be deleted',
  DEGRADED: 'it is degraded',
};

interface Issue {
  code?: string;
  message?: string;
}

/** A cluster as a resource. What AWS calls a health issue makes it not ready. */
export function toCluster(
  cluster: Cluster,
  labels: Record<string, string>,
  url: string | undefined,
): ObservedResource {
  const name = cluster.name ?? '';
  return {
    kind: 'EksCluster',
    id: cluster.arn ?? name,
    name,
    labels: { ...labels, cluster: name },
    ...describe(cluster.status, cluster.health?.issues),
    url,
  };
}

/** A managed node group as a resource. AWS does not tell how many nodes work. */
export function toNodegroup(
  nodegroup: Nodegroup,
  labels: Record<string, string>,
  url: string | undefined,
): ObservedResource {
  const name = nodegroup.nodegroupName ?? '';
  const cluster = nodegroup.clusterName ?? '';
  const described = describe(nodegroup.status, nodegroup.health?.issues);
  const isEmpty =
    described.readiness === 'ready' &&
    nodegroup.scalingConfig?.desiredSize === 0;
  return {
    kind: 'EksNodegroup',
    id: nodegroup.nodegroupArn ?? `${cluster}/${name}`,
    name: `${cluster}/${name}`,
    labels: { ...labels, cluster, nodegroup: name },
    ...described,
    ...(isEmpty && {
      readiness: 'idle' as const,
      text: 'it is scaled to zero',
    }),
    url,
  };
}

function describe(
  status: string = 'UNKNOWN',
  issues: Issue[] = [],
): Pick<ObservedResource, 'readiness' | 'text' | 'conditions'> {
  const readiness = READINESS[status] ?? 'unknown';
  const problems = oneLine(
    issues
      .map(({ code, message }) =>
        [code, message].filter(part => part).join(': '),
      )
      .join('; '),
    MAX_MESSAGE_CHARACTERS,
  );
  const conditions: ObservedCondition[] = [
    {
      type: 'Active',
      status: readiness === 'ready' ? 'true' : 'false',
      reason: status,
    },
    {
      type: 'Healthy',
      status: issues.length === 0 ? 'true' : 'false',
      reason: issues[0]?.code,
      message: problems || undefined,
    },
  ];
  const text = TEXTS[status] ?? `its status is ${status}`;
  return {
    readiness:
      issues.length > 0 && readiness !== 'idle' ? 'not-ready' : readiness,
    text: problems ? `${text}, with health issues: ${problems}` : text,
    conditions,
  };
}
