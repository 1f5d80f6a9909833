import {
  ConfigServiceClient,
  PutConfigRuleCommand,
} from '@aws-sdk/client-config-service';
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { describeWithServer } from '@platform-ops/test-servers';
import { collect, collectorOf, entity, SECRET } from './__testUtils__/collect';

const ACCOUNT = '123456789012';
const PROVIDER = `arn:aws:iam::${ACCOUNT}:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/ABC`;
const SUBJECT = 'system:serviceaccount:imaging:triage';

describeWithServer('moto', 'sources of type aws', server => {
  const clientConfig = () => ({
    region: 'eu-central-1',
    endpoint: server().url,
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: SECRET },
  });
  const roleOf = (name: string) =>
    `arn:aws:iam::${ACCOUNT}:role/service/${name}`;
  const withRole = (name: string, arn: string) =>
    entity('Component', name, { 'platformops.io/aws-role-arn': arn });

  beforeAll(async () => {
    const iam = new IAMClient(clientConfig());
    const create = (RoleName: string, statement: object, boundary?: string) =>
      iam.send(
        new CreateRoleCommand({
          RoleName,
          Path: '/service/',
          PermissionsBoundary: boundary,
          AssumeRolePolicyDocument: JSON.stringify({
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', ...statement }],
          }),
        }),
      );
    const { Policy } = await iam.send(
      new CreatePolicyCommand({
        PolicyName: 'read-models',
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: ['s3:GetObject'],
              Resource: 'arn:aws:s3:::models/*',
            },
          ],
        }),
      }),
    );
    await create(
      'triage',
      {
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: { Federated: PROVIDER },
        Condition: {
          StringEquals: {
            'oidc.eks.eu-central-1.amazonaws.com/id/ABC:sub': SUBJECT,
          },
        },
      },
      Policy!.Arn,
    );
    await iam.send(
      new AttachRolePolicyCommand({
        RoleName: 'triage',
        PolicyArn: Policy!.Arn,
      }),
    );
    await create('admin', {
      Action: 'sts:AssumeRole',
      Principal: { AWS: '*' },
    });
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: 'admin',
        PolicyName: 'all & more',
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
        }),
      }),
    );
    iam.destroy();
  });

  const ask = () =>
    collect(
      collectorOf({
        sources: {
          prod: {
            type: 'aws',
            account: ACCOUNT,
            region: 'eu-central-1',
            endpoint: server().url,
            roleArn: `arn:aws:iam::${ACCOUNT}:role/portal`,
          },
        },
      }),
      [
        withRole('triage', roleOf('triage')),
        withRole('admin', roleOf('admin')),
        withRole('gone', roleOf('gone')),
        withRole('elsewhere', 'arn:aws:iam::210987654321:role/x'),
        entity('Model', 'lungs', {}, [
          ['servedBy', 'component:default/triage'],
        ]),
      ],
    );

  it('tells what roles may do, and who may have them', async () => {
    const { fact, failures } = await ask();
    const triage = {
      entityRef: 'component:default/triage',
      role: roleOf('triage'),
      found: true,
      policies: ['read-models (attached)'],
      allowed: {
        admin: false,
        wildcardActions: [],
        onEverything: [],
        s3: ['arn:aws:s3:::models/*'],
      },
      trust: {
        anyone: false,
        federated: [PROVIDER],
        subjectsPinned: true,
        subjects: [SUBJECT],
      },
      boundary: `arn:aws:iam::${ACCOUNT}:policy/read-models`,
    };
    expect(fact('component:default/triage', 'identity')?.value).toMatchObject({
      roles: [triage],
    });
    expect(fact('model:default/lungs', 'identity')?.value).toMatchObject({
      roles: [triage],
    });
    expect(fact('component:default/admin', 'identity')?.value).toMatchObject({
      roles: [
        {
          policies: ['all & more (inline)'],
          allowed: { admin: true, wildcardActions: ['*'] },
          trust: { anyone: true },
        },
      ],
    });
    expect(fact('component:default/gone', 'identity')?.value).toEqual({
      roles: [
        {
          entityRef: 'component:default/gone',
          role: roleOf('gone'),
          found: false,
          policies: [],
        },
      ],
    });
    expect(fact('component:default/elsewhere', 'identity')).toBeUndefined();
    expect(failures).toContainEqual({
      subject: 'roles of 1 entities, e.g. component:default/elsewhere',
      message: expect.stringMatching(/^not asked/),
    });
  });

  it('lists rules; their results, which moto lacks, are a failure and no fact', async () => {
    const config = new ConfigServiceClient(clientConfig());
    await config.send(
      new PutConfigRuleCommand({
        ConfigRule: {
          ConfigRuleName: 'volumes',
          Source: { Owner: 'AWS', SourceIdentifier: 'ENCRYPTED_VOLUMES' },
        },
      }),
    );
    config.destroy();
    const { facts, failures } = await ask();
    expect(facts.every(({ type }) => type === 'cloud.identity')).toBe(true);
    expect(failures).toContainEqual({
      subject: 'source prod',
      message: expect.stringMatching(
        /^Config GetComplianceDetailsByConfigRule failed/,
      ),
    });
  });
});
