import type { CollectedFactType } from '@platform-ops/backstage-plugin-scorecards-node';
import { count, texts, VALID_FOR_MS as validForMs } from './fields';

/** Of clusters as a whole. */
export const CLUSTER_FACT_TYPES: CollectedFactType[] = [
  {
    id: 'kubernetes.cluster',
    title: 'The cluster, and what it hides',
    validForMs,
    fields: {
      cluster: { type: 'string', description: 'Its name' },
      version: { type: 'string', description: 'E.g. v1.34.4' },
      minor: {
        type: 'int',
        description: 'The 34 of v1.34.4',
        optional: true,
      },
      auditPolicy: {
        type: 'string',
        description:
          'configured, not configured, or hidden where a provider runs the API server',
      },
      secretEncryption: {
        type: 'string',
        description:
          'Of secrets where the cluster keeps them: configured, not configured or hidden',
      },
      hidden: texts('What nobody can see from outside'),
      policyEngine: {
        type: 'bool',
        description: 'Whether it knows reports of policy engines',
      },
    },
  },
  {
    id: 'kubernetes.controlPlane',
    title: 'The API server, where it can be seen',
    validForMs,
    fields: {
      apiServers: count('How many API servers run'),
      audit: {
        type: 'bool',
        description:
          'Whether all of them have an audit policy and a log for it',
      },
      secretEncryption: {
        type: 'bool',
        description: 'Whether all of them are told how to encrypt secrets',
      },
    },
  },
  {
    id: 'kubernetes.clusterAccess',
    title: 'Who may do what in all namespaces',
    validForMs,
    fields: {
      administrators: texts(
        'People and groups that may do everything and run the clusters, as scorecards.kubernetes.administrators says',
      ),
      otherAdministrators: texts(
        'Other people and groups that may do everything',
      ),
      accounts: texts(
        'Service accounts that may do everything; those of Kubernetes itself are left out',
      ),
      everyone: texts(
        'Groups that anybody or anything is in, and that may change things or read secrets',
      ),
      unknown: texts(
        'People and groups that may change things or read secrets, and that the catalog does not have',
      ),
    },
  },
];
