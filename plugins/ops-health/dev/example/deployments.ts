import type {
  Deployment,
  ListDeploymentsResponse,
} from '@platform-ops/backstage-plugin-ops-health-common';
import { minutesAgo } from './time';

const TRIAGE = 'model:hospital/chest-xray-triage';

function deployment(
  fields: Omit<Partial<Deployment>, 'resource'> & {
    resource?: Partial<Deployment['resource']>;
  } = {},
): Deployment {
  return {
    components: ['component:default/triage-service'],
    environment: 'production',
    production: true,
    serving: {
      revision: 'triage-00007',
      artifactUri: 's3://models/chest-xray-triage/14',
      status: 'Loaded',
    },
    since: { after: minutesAgo(2881), before: minutesAgo(2880) },
    match: 'match',
    version: {
      modelRef: TRIAGE,
      modelTitle: 'Chest X-ray triage',
      version: '14',
      matchedBy: 'artifact-uri',
      stage: 'archived',
    },
    matchedAt: minutesAgo(0.4),
    matchStale: false,
    seenAt: minutesAgo(0.4),
    stale: false,
    ...fields,
    resource: {
      source: 'clusters',
      id: 'eu-1/imaging/triage',
      kind: 'InferenceService',
      name: 'triage',
      labels: { cluster: 'eu-1', namespace: 'imaging' },
      readiness: 'ready',
      text: 'it is ready',
      url: 'https://console.example.org/eu-1/imaging/triage',
      ...fields.resource,
    },
  };
}

const triage: ListDeploymentsResponse = {
  totalItems: 4,
  hidden: 1,
  items: [
    deployment({ serving: { revision: 'triage-00007', traffic: 0.9 } }),
    deployment({
      serving: { revision: 'triage-00008', traffic: 0.1 },
      since: { after: minutesAgo(31), before: minutesAgo(30) },
      version: {
        modelRef: TRIAGE,
        modelTitle: 'Chest X-ray triage',
        version: '15',
        matchedBy: 'digest',
        stage: 'production',
      },
      matchStale: true,
      matchedAt: minutesAgo(75),
      reason: 'the models backend does not answer: connection refused',
    }),
    deployment({
      resource: {
        id: 'us-1/imaging/triage',
        labels: { cluster: 'us-1', namespace: 'imaging' },
        readiness: 'not-ready',
        text: 'no pod is ready',
        url: undefined,
      },
      serving: {
        artifactUri: 's3://models-us/triage/latest',
        status: 'FailedToLoad',
        lastFailure: {
          message: 'ModelLoadFailed (exit code 137)',
          at: minutesAgo(44),
        },
      },
      since: { before: minutesAgo(9000) },
      match: 'cannot-tell',
      version: undefined,
      reason: 'no version in the registries has this address',
      stale: true,
      seenAt: minutesAgo(62),
    }),
    deployment({
      resource: {
        id: 'eu-test/imaging/triage',
        labels: { cluster: 'eu-test' },
        readiness: 'idle',
        text: 'it is scaled to zero',
      },
      environment: 'staging',
      production: false,
      version: {
        modelRef: TRIAGE,
        modelTitle: 'Chest X-ray triage',
        version: '16',
        matchedBy: 'artifact-uri',
        deletedAt: minutesAgo(600),
      },
    }),
  ],
  findings: [
    {
      state: 'mismatch',
      modelRef: TRIAGE,
      resourceId: 'eu-1/imaging/triage',
      text: 'v15 is declared production; InferenceService triage (cluster eu-1) serves v14 (90 %) and v15 (10 %) in production',
    },
    {
      state: 'cannot-tell',
      modelRef: TRIAGE,
      resourceId: 'us-1/imaging/triage',
      text: 'What InferenceService triage (cluster us-1) serves cannot be told: no version in the registries has this address',
    },
  ],
};

const nothing: ListDeploymentsResponse = {
  items: [],
  totalItems: 0,
  hidden: 0,
  findings: [],
};

/** Where the example's models are served. */
export function exampleDeployments(entityRef: string): ListDeploymentsResponse {
  switch (entityRef) {
    case TRIAGE:
    case 'component:default/triage-service':
      return triage;
    case 'model:hospital/bone-age':
      return {
        ...nothing,
        findings: [
          {
            state: 'not-observed',
            modelRef: entityRef,
            text: 'v3 is declared production; nothing in production was observed to serve it',
          },
        ],
      };
    default:
      return nothing;
  }
}
