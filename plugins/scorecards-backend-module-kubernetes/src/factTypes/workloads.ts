import type { CollectedFactType } from '@platform-ops/backstage-plugin-scorecards-node';
import { RESULTS, SEVERITIES } from '../objects/PolicyResult';
import { count, texts, VALID_FOR_MS as validForMs } from './fields';

/** Of what runs of components, models and systems. */
export const WORKLOAD_FACT_TYPES: CollectedFactType[] = [
  {
    id: 'kubernetes.workloads',
    title: 'What runs in clusters',
    validForMs,
    fields: {
      clusters: texts('Clusters in which something of it was found'),
      namespaces: texts('Its namespaces, as cluster/namespace'),
      workloads: texts('Deployments, StatefulSets and DaemonSets'),
      pods: count('How many pods run'),
      images: texts('Images of its containers'),
      imagesByTag: texts('Those that are not named by their digest'),
      withoutMemoryLimit: texts('Containers that may take all memory'),
    },
  },
  {
    id: 'kubernetes.securityContext',
    title: 'What containers may do to their node',
    validForMs,
    fields: {
      containers: count('How many containers it has'),
      mayRunAsRoot: texts('Containers that may run as the user root'),
      privileged: texts('Containers without any fence around them'),
      mayEscalate: texts('Containers in which a program may gain rights'),
      writableRoot: texts('Containers whose programs can be overwritten'),
      keepsCapabilities: texts('Containers that keep rights of the kernel'),
      withoutSeccomp: texts('Containers that may use all of the kernel'),
      hostAccess: texts('Ways into the network, processes or disks of a node'),
    },
  },
  {
    id: 'kubernetes.secrets',
    title: 'Secrets in environment variables',
    validForMs,
    fields: {
      variables: count('How many variables its containers have'),
      references: count('How many refer to a secret'),
      plain: texts(
        'Variables with a plain value that look like secrets by their name, or hold an address with a password; never the value',
      ),
    },
  },
  {
    id: 'kubernetes.serviceAccounts',
    title: 'Whom its pods act as',
    validForMs,
    fields: {
      accounts: texts('Their service accounts'),
      defaults: texts('What acts as the account `default` of its namespace'),
      shared: texts('Accounts that something else acts as, too'),
      tokenMounted: texts('What gets a token for the API of the cluster'),
      missing: texts('Accounts that are not there'),
    },
  },
  {
    id: 'kubernetes.access',
    title: 'Who may change things or read secrets where it runs',
    validForMs,
    fields: {
      namespaces: texts('Its namespaces, as cluster/namespace'),
      owners: texts('People and groups that own it, or own a part of it'),
      administrators: texts(
        'People and groups that run the clusters, as scorecards.kubernetes.administrators says',
      ),
      strangers: texts('All other people and groups'),
      unknown: texts('People and groups that the catalog does not have'),
      everyone: texts('Groups that anybody or anything is in'),
      otherAccounts: texts(
        'Service accounts of other namespaces; those of Kubernetes itself are left out',
      ),
      ownAdministrators: texts('Its own accounts that may do everything'),
      ownEverywhere: texts('Its own accounts that may act in all namespaces'),
      ownAnyVerb: texts(
        'Its own accounts with a role that allows every verb on something',
      ),
    },
  },
  {
    id: 'kubernetes.network',
    title: 'NetworkPolicies that select its pods',
    validForMs,
    fields: {
      policies: count('How many policies its namespaces have'),
      openIngress: texts('What no policy protects from others'),
      openEgress: texts('What no policy keeps from reaching others'),
      ingressFromAnywhere: texts('What a policy opens to every address'),
      egressToAnywhere: texts('What a policy lets reach every address'),
      ingressNotDenied: texts(
        'Namespaces in which new pods can be reached by everybody',
      ),
      egressNotDenied: texts(
        'Namespaces in which new pods can reach everybody',
      ),
    },
  },
  {
    id: 'kubernetes.storage',
    title: 'Volumes',
    validForMs,
    fields: {
      claims: count('How many claims of volumes there are'),
      encrypted: texts('Those whose class encrypts'),
      unencrypted: texts('Those whose class says that it does not encrypt'),
      hidden: texts(
        'Those whose class does not say: the provider may encrypt by itself',
      ),
      kept: texts('Those whose volume stays when the claim is deleted'),
    },
  },
  {
    id: 'kubernetes.volumeEncryption',
    title: 'Encryption of volumes, where all classes tell it',
    validForMs,
    fields: {
      claims: count('How many claims of volumes there are'),
      unencrypted: texts('Those whose class says that it does not encrypt'),
    },
  },
  {
    id: 'kubernetes.policyReports',
    title: 'Reports of policy engines',
    validForMs,
    fields: {
      reporting: {
        type: 'bool',
        description: 'Whether a policy engine reports in all of its clusters',
      },
      ...Object.fromEntries(
        RESULTS.map(each => [each, count(`How many results are ${each}`)]),
      ),
      failuresBySeverity: {
        type: {
          fields: Object.fromEntries(
            SEVERITIES.map(each => [
              each,
              count(`How many failures are of severity ${each}`),
            ]),
          ),
        },
        description: 'Failures, by how severe the engine takes them',
      },
      failing: texts('What fails which rule'),
    },
  },
];
