import {
  DescribeClusterCommand,
  DescribeNodegroupCommand,
  EKSClient,
  ListClustersCommand,
  ListNodegroupsCommand,
} from '@aws-sdk/client-eks';
import {
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  DescribeModelCommand,
  ListEndpointsCommand,
  SageMakerClient,
  type DescribeEndpointCommandOutput,
  type EndpointStatus,
} from '@aws-sdk/client-sagemaker';
import { mockClient } from 'aws-sdk-client-mock';
import { sourcesOf } from '../__testUtils__/sources';

const MODIFIED = new Date('2026-11-23T12:00:00Z');
const ARN = 'arn:aws:sagemaker:eu-central-1:123456789012:endpoint';

const sageMaker = mockClient(SageMakerClient);
const eks = mockClient(EKSClient);
let now: number;

beforeEach(() => {
  now = MODIFIED.getTime();
  jest.spyOn(Date, 'now').mockImplementation(() => now);
  sageMaker.reset();
  eks.reset();
  sageMaker.on(ListEndpointsCommand).resolves({ Endpoints: [] });
  eks.on(ListClustersCommand).resolves({ clusters: [] });
});
afterEach(() => {
  jest.restoreAllMocks();
});

function conditionsOf(entry: object = {}) {
  return sourcesOf({ accountId: '123456789012', ...entry }).conditions!;
}

function denied(): Error {
  return Object.assign(new Error('not authorized'), {
    name: 'AccessDeniedException',
  });
}

function addEndpoint(
  name: string,
  status: EndpointStatus,
  more: Partial<DescribeEndpointCommandOutput> = {},
): void {
  sageMaker.on(ListEndpointsCommand).resolves({
    Endpoints: [
      {
        EndpointName: name,
        EndpointArn: `${ARN}/${name}`,
        EndpointStatus: status,
        CreationTime: MODIFIED,
        LastModifiedTime: MODIFIED,
      },
    ],
  });
  sageMaker.on(DescribeEndpointCommand, { EndpointName: name }).resolves({
    EndpointName: name,
    EndpointArn: `${ARN}/${name}`,
    EndpointStatus: status,
    EndpointConfigName: 'config',
    LastModifiedTime: MODIFIED,
    ...more,
  });
  sageMaker.on(DescribeEndpointConfigCommand).resolves({
    ProductionVariants: [
      { VariantName: 'blue', ModelName: 'churn-7' },
      { VariantName: 'green', ModelName: 'pipeline' },
    ],
  });
  sageMaker.on(DescribeModelCommand, { ModelName: 'churn-7' }).resolves({
    PrimaryContainer: {
      ModelDataUrl: 's3://models/churn/7/model.tar.gz',
    },
  });
  sageMaker.on(DescribeModelCommand, { ModelName: 'pipeline' }).resolves({
    Containers: [
      { ModelDataUrl: 's3://models/features/2' },
      {
        ModelDataSource: {
          S3DataSource: {
            S3Uri: 's3://models/churn/8/',
            S3DataType: 'S3Prefix',
            CompressionType: 'None',
          },
        },
      },
    ],
  });
}

const variants = (current: number, desired: number) => [
  {
    VariantName: 'blue',
    CurrentInstanceCount: current,
    DesiredInstanceCount: desired,
    CurrentWeight: 3,
  },
];

it('tells what an endpoint serves, and how much of it runs', async () => {
  addEndpoint('churn', 'InService', {
    ProductionVariants: [
      ...variants(2, 3),
      {
        VariantName: 'green',
        CurrentInstanceCount: 1,
        DesiredInstanceCount: 1,
        CurrentWeight: 1,
        VariantStatus: [{ Status: 'Baking' }],
      },
    ],
  });
  const snapshot = await conditionsOf().observe();
  const serving = { traffic: 0.25, revision: 'green', status: 'Baking' };
  expect(snapshot).toMatchObject({
    failures: [],
    warnings: [],
    // Lists of endpoints and clusters, the endpoint, its config, two models.
    cost: { queries: 6, samples: 1 },
    resources: [
      {
        kind: 'SageMakerEndpoint',
        id: `${ARN}/churn`,
        name: 'churn',
        labels: {
          endpoint_name: 'churn',
          region: 'eu-central-1',
          account: '123456789012',
          aws_service: 'sagemaker',
        },
        readiness: 'ready',
        text: 'it is in service with 3 of 4 instances',
        since: undefined,
        replicas: { wanted: 4, ready: 3 },
        conditions: [
          {
            type: 'InService',
            status: 'true',
            reason: 'InService',
            since: MODIFIED,
          },
        ],
        serves: [
          {
            revision: 'blue',
            modelName: 'churn-7',
            artifactUri: 's3://models/churn/7/model.tar.gz',
            traffic: 0.75,
            status: 'InService',
          },
          {
            ...serving,
            modelName: 'pipeline',
            artifactUri: 's3://models/features/2',
          },
          {
            ...serving,
            modelName: 'pipeline',
            artifactUri: 's3://models/churn/8/',
          },
        ],
        url: 'https://eu-central-1.console.aws.amazon.com/sagemaker/home?region=eu-central-1#/endpoints/churn',
      },
    ],
  });
});

it.each<
  [
    EndpointStatus,
    Partial<DescribeEndpointCommandOutput>,
    string,
    string,
    'true' | 'false',
  ]
>([
  ['InService', {}, 'ready', 'it is in service', 'true'],
  [
    'InService',
    { ProductionVariants: variants(0, 0) },
    'idle',
    'it is scaled to zero',
    'true',
  ],
  [
    'InService',
    { ProductionVariants: variants(0, 2) },
    'not-ready',
    'its variant blue has none of 2 instances',
    'true',
  ],
  [
    'InService',
    {
      ProductionVariants: [
        {
          VariantName: 'blue',
          CurrentServerlessConfig: { MemorySizeInMB: 1, MaxConcurrency: 1 },
        },
      ],
    },
    'ready',
    'it is in service',
    'true',
  ],
  ['Creating', {}, 'progressing', 'it is being created', 'false'],
  [
    'Updating',
    { ProductionVariants: variants(2, 3) },
    'ready',
    'it is being updated and serves meanwhile',
    'true',
  ],
  [
    'Updating',
    { ProductionVariants: variants(0, 3) },
    'progressing',
    'it is being updated and has no instances',
    'true',
  ],
  [
    'RollingBack',
    { ProductionVariants: variants(2, 3), FailureReason: 'no capacity' },
    'ready',
    'it rolls an update back and serves meanwhile: no capacity',
    'true',
  ],
  [
    'UpdateRollbackFailed',
    {},
    'not-ready',
    'an update failed, and so did rolling it back: old and new configurations serve side by side',
    'true',
  ],
  [
    'Failed',
    { FailureReason: 'The image\nwas not found' },
    'not-ready',
    'it failed: The image was not found',
    'false',
  ],
  ['OutOfService', {}, 'not-ready', 'it is out of service', 'false'],
  ['Deleting', {}, 'idle', 'it is being deleted', 'false'],
  ['Odd' as EndpointStatus, {}, 'unknown', 'its status is Odd', 'false'],
])('knows endpoints that are %s %#', async (status, more, ...expected) => {
  addEndpoint('churn', status, more);
  const { resources } = await conditionsOf().observe();
  const [{ readiness, text, conditions, since, serves }] = resources;
  expect([readiness, text, conditions[0].status]).toEqual(expected);
  expect(since).toEqual(status === 'InService' ? undefined : MODIFIED);
  expect(serves?.[0]?.lastFailure).toBeUndefined();
});

it('tells why a variant failed', async () => {
  addEndpoint('churn', 'Failed', {
    FailureReason: 'no capacity',
    ProductionVariants: variants(0, 1),
  });
  const { resources } = await conditionsOf().observe();
  expect(resources[0].serves?.[0].lastFailure).toEqual({
    message: 'no capacity',
    at: MODIFIED,
  });
});

it('describes what has settled every five minutes', async () => {
  addEndpoint('churn', 'InService');
  const source = conditionsOf();
  await source.observe();
  await source.observe();
  expect(sageMaker.commandCalls(DescribeEndpointCommand)).toHaveLength(1);
  now += 5 * 60_000;
  await source.observe();
  expect(sageMaker.commandCalls(DescribeEndpointCommand)).toHaveLength(2);
  expect(sageMaker.commandCalls(DescribeModelCommand)).toHaveLength(2);
  addEndpoint('churn', 'Updating');
  await source.observe();
  await source.observe();
  expect(sageMaker.commandCalls(DescribeEndpointCommand)).toHaveLength(4);
});

it('reads all pages, and skips what is gone meanwhile', async () => {
  const page = (name: string, NextToken?: string) => ({
    Endpoints: [
      {
        EndpointName: name,
        EndpointArn: `${ARN}/${name}`,
        EndpointStatus: 'InService' as const,
        CreationTime: MODIFIED,
        LastModifiedTime: MODIFIED,
      },
    ],
    NextToken,
  });
  sageMaker
    .on(ListEndpointsCommand, { NextToken: undefined })
    .resolves(page('a', 'two'))
    .on(ListEndpointsCommand, { NextToken: 'two' })
    .resolves(page('b'))
    .on(DescribeEndpointCommand, { EndpointName: 'a' })
    .resolves({ EndpointName: 'a', EndpointStatus: 'InService' })
    .on(DescribeEndpointCommand, { EndpointName: 'b' })
    .rejects(
      Object.assign(new Error('Could not find endpoint "b"'), {
        name: 'ValidationException',
      }),
    );
  const { resources, failures } = await conditionsOf().observe();
  expect(resources.map(({ name }) => name)).toEqual(['a']);
  expect(failures).toEqual([]);
  // The same token again would go on for ever.
  sageMaker.on(ListEndpointsCommand).resolves(page('a', 'two'));
  await expect(conditionsOf({ eks: false }).observe()).rejects.toThrow(
    'AWS answered with a list that has no end',
  );
});

it('tells clusters and node groups with their health', async () => {
  eks
    .on(ListClustersCommand)
    .resolves({ clusters: ['prod', 'sick', 'gone'] })
    .on(DescribeClusterCommand, { name: 'prod' })
    .resolves({ cluster: { name: 'prod', arn: 'arn:prod', status: 'ACTIVE' } })
    .on(DescribeClusterCommand, { name: 'sick' })
    .resolves({
      cluster: {
        name: 'sick',
        arn: 'arn:sick',
        status: 'UPDATING',
        health: {
          issues: [
            { code: 'IamRoleNotFound', message: 'The role is gone' },
            { code: 'Other' },
          ],
        },
      },
    })
    .on(DescribeClusterCommand, { name: 'gone' })
    .rejects(
      Object.assign(new Error('No cluster found'), {
        name: 'ResourceNotFoundException',
      }),
    )
    .on(ListNodegroupsCommand)
    .resolves({ nodegroups: [] })
    .on(ListNodegroupsCommand, { clusterName: 'prod' })
    .resolves({ nodegroups: ['gpu', 'spare', 'broken'] });
  for (const [nodegroupName, status, desiredSize] of [
    ['gpu', 'ACTIVE', 2],
    ['spare', 'ACTIVE', 0],
    ['broken', 'DEGRADED', 2],
  ] as const) {
    eks.on(DescribeNodegroupCommand, { nodegroupName }).resolves({
      nodegroup: {
        nodegroupName,
        clusterName: 'prod',
        status,
        scalingConfig: { desiredSize },
        health: {
          issues:
            status === 'DEGRADED'
              ? [{ code: 'AsgInstanceLaunchFailures', message: 'no capacity' }]
              : [],
        },
      },
    });
  }
  const { resources } = await conditionsOf().observe();
  expect(
    resources.map(({ kind, name, readiness, text }) => [
      kind,
      name,
      readiness,
      text,
    ]),
  ).toEqual([
    ['EksCluster', 'prod', 'ready', 'it is active'],
    [
      'EksCluster',
      'sick',
      'not-ready',
      'it is being updated, with health issues: IamRoleNotFound: The role is gone; Other',
    ],
    ['EksNodegroup', 'prod/gpu', 'ready', 'it is active'],
    ['EksNodegroup', 'prod/spare', 'idle', 'it is scaled to zero'],
    [
      'EksNodegroup',
      'prod/broken',
      'not-ready',
      'it is degraded, with health issues: AsgInstanceLaunchFailures: no capacity',
    ],
  ]);
  expect(resources[2]).toMatchObject({
    labels: { cluster: 'prod', nodegroup: 'gpu', aws_service: 'eks' },
    url: 'https://eu-central-1.console.aws.amazon.com/eks/clusters/prod/nodegroups/gpu?region=eu-central-1',
  });
  expect(resources[1].conditions).toEqual([
    { type: 'Active', status: 'true', reason: 'UPDATING' },
    {
      type: 'Healthy',
      status: 'false',
      reason: 'IamRoleNotFound',
      message: 'IamRoleNotFound: The role is gone; Other',
    },
  ]);
});

describe('what cannot be read', () => {
  it('is told for each service, and hides nothing of the other', async () => {
    addEndpoint('churn', 'InService');
    eks.on(ListClustersCommand).rejects(denied());
    expect(await conditionsOf().observe()).toMatchObject({
      resources: [{ name: 'churn' }],
      failures: [
        {
          subject: 'EKS clusters',
          forbidden: true,
          labels: { region: 'eu-central-1', aws_service: 'eks' },
          message:
            'EKS ListClusters in eu-central-1 was refused (AccessDeniedException: not authorized): look at the permissions of opsHealth.sources.prod',
        },
      ],
    });
    sageMaker.on(ListEndpointsCommand).rejects(denied());
    await expect(conditionsOf().observe()).rejects.toMatchObject({
      name: 'SourceForbiddenError',
    });
    sageMaker.on(ListEndpointsCommand).rejects(new Error('broken'));
    await expect(conditionsOf().observe()).rejects.toMatchObject({
      name: 'AwsError',
    });
  });

  it('is told for each endpoint, cluster and node group', async () => {
    addEndpoint('churn', 'InService');
    sageMaker.on(DescribeEndpointCommand).rejects(denied());
    eks
      .on(ListClustersCommand)
      .resolves({ clusters: ['prod'] })
      .on(DescribeClusterCommand)
      .rejects(denied())
      .on(ListNodegroupsCommand)
      .resolves({ nodegroups: ['gpu'] })
      .on(DescribeNodegroupCommand)
      .rejects(new Error('broken'));
    const { failures } = await conditionsOf().observe();
    expect(
      failures.map(({ subject, forbidden }) => [subject, forbidden]),
    ).toEqual([
      ['SageMaker endpoint churn', true],
      ['EKS cluster prod', true],
      ['node group gpu of EKS cluster prod', false],
    ]);
    expect(failures[0].labels).toMatchObject({ endpoint_name: 'churn' });
    expect(failures[2].labels).toMatchObject({
      cluster: 'prod',
      nodegroup: 'gpu',
    });
    eks.on(ListNodegroupsCommand).rejects(denied());
    expect(
      (await conditionsOf({ sagemaker: false }).observe()).failures[1].subject,
    ).toBe('node groups of EKS cluster prod');
  });

  it('leaves an endpoint without its models, and says so each time', async () => {
    addEndpoint('churn', 'InService', { ProductionVariants: variants(1, 1) });
    sageMaker.on(DescribeModelCommand).rejects(denied());
    const source = conditionsOf();
    for (let times = 0; times < 2; times++) {
      expect(await source.observe()).toMatchObject({
        resources: [{ serves: [{ revision: 'blue', modelName: 'churn-7' }] }],
        failures: [],
        warnings: [
          expect.stringMatching(
            /^Which models some SageMaker endpoints serve is not known: SageMaker DescribeModel .* not authorized/,
          ),
        ],
      });
    }
  });
});
