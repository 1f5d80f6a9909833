import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestBackend } from '@backstage/backend-test-utils';
import {
  factCollectorsExtensionPoint,
  type FactCollector,
} from '@platform-ops/backstage-plugin-scorecards-node';
import { FakeHttpServer } from '@platform-ops/test-servers';
import {
  collect,
  collectorOf,
  configOf,
  entity,
  SECRET,
} from './__testUtils__/collect';
import { FakeAwsConfig } from './__testUtils__/FakeAwsConfig';
import { detectionFinding, SCANNED_AT } from './__testUtils__/prowlerResults';
import scorecardsModuleCloud from '.';

jest.setTimeout(30_000);

const ACCOUNT = '123456789012';
const BUCKET = 'arn:aws:s3:::models';
const ENTITIES = [
  entity('Component', 'triage', {
    'platformops.io/aws-arns': `${BUCKET}, arn:x`,
  }),
  entity('Component', 'tagged'),
  entity('Component', 'quiet'),
  entity('Resource', 'eu'),
  entity('Model', 'lungs', {}, [['servedBy', 'component:default/triage']]),
  entity('System', 'clinic', {}, [
    ['hasPart', 'component:default/triage'],
    ['hasPart', 'component:default/tagged'],
  ]),
];
const JOIN = {
  entityTags: ['service'],
  accounts: [{ account: ACCOUNT, entity: 'resource:default/eu' }],
};

describe('results of Prowler', () => {
  const folder = mkdtempSync(join(tmpdir(), 'portal-cloud-'));
  const file = join(folder, 'results.ocsf.json');
  const results = [
    detectionFinding({ check: 's3_bucket_kms_encryption', resource: BUCKET }),
    detectionFinding({
      check: 's3_bucket_public_access',
      resource: BUCKET,
      status: 'FAIL',
      severity: 5,
    }),
    detectionFinding({
      check: 's3_bucket_server_access_logging_enabled',
      resource: BUCKET,
      status: 'FAIL',
      muted: true,
    }),
    ...Array.from({ length: 15 }, (_, index) =>
      detectionFinding({
        check: 'ec2_ebs_volume_encryption',
        resource: `arn:aws:ec2:eu-central-1:${ACCOUNT}:volume/vol-${index}`,
        status: index < 12 ? 'FAIL' : 'PASS',
        severity: index === 11 ? 4 : 2,
        labels: ['service:tagged'],
      }),
    ),
    detectionFinding({
      check: 'cloudtrail_multi_region_enabled',
      resource: `arn:aws:cloudtrail:eu-central-1:${ACCOUNT}:trail/all`,
      labels: ['service:nobody'],
    }),
    detectionFinding({ check: 'x', resource: 'y', account: '999999999999' }),
  ];

  beforeAll(() => writeFileSync(file, JSON.stringify(results)));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('belong to entities by ARN, tag and account, and to what they are parts of', async () => {
    const { fact, facts, failures } = await collect(
      collectorOf({
        ...JOIN,
        sources: { scan: { type: 'prowler', title: 'Weekly scan', file } },
      }),
      ENTITIES,
    );
    expect(failures).toEqual([]);
    expect(fact('component:default/triage', 'posture')).toEqual({
      entityRef: 'component:default/triage',
      type: 'cloud.posture',
      value: expect.objectContaining({
        sources: ['Weekly scan'],
        resources: 1,
        passed: 1,
        muted: 1,
        failed: 1,
        critical: 1,
        worst: [
          {
            rule: 's3_bucket_public_access',
            title: 'Title of s3_bucket_public_access',
            severity: 'critical',
            resource: BUCKET,
          },
        ],
      }),
      source: 'Weekly scan',
      query: 'all findings of its resources',
      population: 3,
      observedAt: new Date(SCANNED_AT * 1000),
    });
    expect(fact('model:default/lungs', 'encryption')).toMatchObject({
      value: { resources: 1, failed: 0, bad: [] },
      query: 'findings of s3_bucket_kms_encryption',
    });
    // What somebody muted is not good for that.
    expect(fact('model:default/lungs', 'logging')?.value).toMatchObject({
      failed: 1,
    });
    expect(fact('component:default/tagged', 'encryption')?.value).toMatchObject(
      { resources: 15, failed: 12 },
    );
    const { worst } = fact('system:default/clinic', 'posture')!.value as {
      worst: Array<{ severity: string }>;
    };
    expect(worst.map(({ severity }) => severity)).toEqual([
      'critical',
      'high',
      ...Array(8).fill('low'),
    ]);
    expect(fact('resource:default/eu', 'logging')?.value).toMatchObject({
      resources: 1,
      failed: 0,
    });
    expect(fact('resource:default/eu', 'presence')?.value).toEqual({
      sources: ['Weekly scan'],
      resources: 1,
      roles: 0,
    });
    const quiet = facts.filter(
      ({ entityRef }) => entityRef === 'component:default/quiet',
    );
    expect(quiet.map(({ type, value }) => [type, value.resources])).toEqual([
      ['cloud.presence', 0],
    ]);
  });

  it('come over https with a token, and nothing is told of a part of them', async () => {
    const server = await FakeHttpServer.start();
    const text = JSON.stringify(results);
    let body = text;
    server.answer(({ headers }) =>
      headers.authorization === 'Bearer s3cret'
        ? { body }
        : { status: 302, headers: { location: 'http://169.254.169.254/' } },
    );
    const ask = (token: string) =>
      collect(
        collectorOf({
          ...JOIN,
          sources: {
            good: { type: 'prowler', file },
            scan: { type: 'prowler', url: server.url, token },
          },
        }),
        ENTITIES,
      );
    expect((await ask('s3cret')).facts.length).toBeGreaterThan(0);
    body = text.slice(0, text.length / 2);
    const cut = await ask('s3cret');
    expect(cut.facts).toEqual([]);
    expect(cut.failures).toEqual([
      {
        subject: 'source scan',
        message:
          'scorecards.cloud.sources.scan.url: found a JSON array without its end',
      },
    ]);
    const refused = await ask('wrong');
    expect(refused.facts).toEqual([]);
    expect(refused.failures[0].message).toMatch(
      /^scorecards\.cloud\.sources\.scan\.url: found nothing that can be read/,
    );
    expect(refused.failures[0].message).not.toMatch('wrong');
    await server.stop();
  });

  it('are not there', async () => {
    const { facts, failures } = await collect(
      collectorOf({ sources: { scan: { type: 'prowler', file: '/nowhere' } } }),
      ENTITIES,
    );
    expect(facts).toEqual([]);
    expect(failures[0].message).toBe(
      'scorecards.cloud.sources.scan.file: found nothing that can be read (ENOENT)',
    );
  });
});

describe('AWS Config, a double', () => {
  let aws: FakeAwsConfig;

  beforeAll(async () => {
    aws = await FakeAwsConfig.start();
    aws.rules = [
      {
        ConfigRuleName: 'volumes-conformance-pack-abc',
        Source: { Owner: 'AWS', SourceIdentifier: 'ENCRYPTED_VOLUMES' },
      },
      {
        ConfigRuleName: 'ours',
        Source: { Owner: 'CUSTOM_LAMBDA', SourceIdentifier: 'arn:lambda' },
      },
    ];
    aws.results = {
      'volumes-conformance-pack-abc': [
        ['AWS::EC2::Volume', 'vol-1', 'COMPLIANT'],
        ['AWS::EC2::Volume', 'vol-2', 'NON_COMPLIANT'],
        ['AWS::EC2::Volume', 'vol-3', 'NOT_APPLICABLE'],
        ['AWS::EC2::Volume', 'vol-4', 'INSUFFICIENT_DATA'],
      ],
      ours: [['AWS::S3::Bucket', 'models', 'NON_COMPLIANT']],
    };
    aws.inventory = [
      {
        resourceType: 'AWS::S3::Bucket',
        resourceId: 'models',
        arn: BUCKET,
        tags: [],
      },
      ...['vol-1', 'vol-2', 'vol-4'].map(resourceId => ({
        resourceType: 'AWS::EC2::Volume',
        resourceId,
        arn: `arn:aws:ec2:eu-central-1:${ACCOUNT}:volume/${resourceId}`,
        tags: [{ key: 'service', value: 'tagged' }],
      })),
    ];
  });

  afterAll(() => aws.stop());

  const ask = () =>
    collect(
      collectorOf({
        ...JOIN,
        sources: {
          prod: {
            type: 'aws',
            account: ACCOUNT,
            region: 'eu-central-1',
            endpoint: aws.url,
          },
        },
      }),
      ENTITIES,
    );

  it('tells of resources by their ARNs and tags', async () => {
    const { fact, failures } = await ask();
    expect(failures).toEqual([]);
    expect(fact('component:default/triage', 'posture')?.value).toMatchObject({
      failed: 1,
      ungraded: 1,
      worst: [{ rule: 'ours', severity: 'unknown', resource: BUCKET }],
    });
    expect(fact('component:default/tagged', 'encryption')).toMatchObject({
      value: { resources: 3, failed: 2, rules: ['ENCRYPTED_VOLUMES'] },
      population: 3,
    });
    expect(fact('component:default/tagged', 'posture')?.value).toMatchObject({
      passed: 1,
      failed: 1,
      unknown: 1,
    });
  });

  it('tells nothing where one call is refused, and who has to mend it', async () => {
    aws.refused = 'GetComplianceDetailsByConfigRule';
    const { facts, failures } = await ask();
    expect(facts).toEqual([]);
    expect(failures).toEqual([
      {
        subject: 'source prod',
        message: expect.stringMatching(
          /^Config GetComplianceDetailsByConfigRule was refused \(AccessDeniedException: .*AKIA\*\*\* is not authorized.*look at the permissions of scorecards\.cloud\.sources\.prod$/,
        ),
      },
    ]);
    expect(JSON.stringify(failures)).not.toContain(SECRET);
  });
});

it('is added by the module, and without a source tells that there is none', async () => {
  const collectors: FactCollector[] = [];
  const backend = await startTestBackend({
    extensionPoints: [
      [
        factCollectorsExtensionPoint,
        {
          addFactCollector: (...more) => void collectors.push(...more),
        },
      ],
    ],
    features: [scorecardsModuleCloud],
  });
  await backend.stop();
  const { facts, fact, failures } = await collect(collectors[0], [
    ...ENTITIES,
    entity('Component', 'lured', {
      'platformops.io/aws-role-arn': `arn:aws:iam::${ACCOUNT}:role/x`,
    }),
  ]);
  expect(new Set(facts.map(({ type }) => type))).toEqual(
    new Set(['cloud.presence']),
  );
  expect(fact('component:default/lured', 'presence')).toMatchObject({
    value: { sources: [], resources: 0, roles: 1 },
    source: 'No source is configured',
    population: 0,
  });
  expect(failures).toEqual([]);
});

it.each([
  [
    { sources: { a: { type: 'azure' } } },
    "scorecards.cloud.sources.a.type: found 'azure'",
  ],
  [
    { sources: { a: { type: 'prowler' } } },
    'scorecards.cloud.sources.a: found neither file nor url',
  ],
  [
    { sources: { a: { type: 'prowler', url: 'http://reports.example.com' } } },
    'scorecards.cloud.sources.a.url: found an http address',
  ],
  [
    { sources: { a: { type: 'aws', account: '12', region: 'eu-central-1' } } },
    "scorecards.cloud.sources.a.account: found '12'",
  ],
  [
    {
      sources: {
        a: {
          type: 'aws',
          account: ACCOUNT,
          region: 'eu-central-1',
          roleArn: 'arn:aws:iam::210987654321:role/x',
        },
      },
    },
    'scorecards.cloud.sources.a.roleArn: found',
  ],
  [
    { accounts: [{ account: '1', entity: 'eu' }] },
    "scorecards.cloud.accounts[0].entity: found 'eu'",
  ],
])('refuses %j', (cloud, message) => {
  expect(() => configOf(cloud)).toThrow(message);
});
