import { judgePolicies, judgeTrust, type PolicyDocument } from './policies';

const allow = (
  Action: string | string[],
  Resource: string | string[] = '*',
  more: object = {},
): PolicyDocument => ({
  Statement: [{ Effect: 'Allow', Action, Resource, ...more }],
});

it.each([
  ['everything', allow('*'), true],
  ['everything of all services', allow('*:*'), true],
  [
    'all but some',
    { Statement: { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' } },
    true,
  ],
  ['everything on some', allow('*', 'arn:aws:s3:::models/*'), false],
  ['one service', allow('s3:*'), false],
  [
    'a denial',
    { Statement: { Effect: 'Deny', Action: '*', Resource: '*' } },
    false,
  ],
  ['nothing', {}, false],
])('%s is admin: %s', (_, document, admin) => {
  expect(judgePolicies([document as PolicyDocument]).admin).toBe(admin);
});

it('tells what is wide, what leads to more, and what it is about', () => {
  expect(
    judgePolicies([
      allow(['s3:GetObject', 's3:Put*'], 'arn:aws:s3:::models/*'),
      allow('sqs:*', 'arn:aws:sqs:eu-central-1:1:jobs'),
      allow(['kms:Decrypt'], 'arn:aws:kms:eu-central-1:1:key/a', {
        Condition: { StringEquals: { 'kms:ViaService': 's3' } },
      }),
      allow([
        'ec2:DescribeInstances',
        'sagemaker:CreateEndpoint',
        'IAM:Pass?ole',
      ]),
      {
        Statement: { Effect: 'Deny', Action: 's3:DeleteBucket', Resource: '*' },
      },
      {
        Statement: {
          Effect: 'Allow',
          Action: 'logs:PutLogEvents',
          NotResource: 'arn:aws:logs:::secret',
        },
      },
    ]),
  ).toEqual({
    admin: false,
    wildcardActions: ['sqs:*'],
    onEverything: [
      'IAM:Pass?ole',
      'logs:PutLogEvents',
      'sagemaker:CreateEndpoint',
    ],
    escalations: ['iam:PassRole'],
    s3: ['arn:aws:s3:::models/*'],
    kms: ['arn:aws:kms:eu-central-1:1:key/a'],
    sagemaker: ['*'],
    denials: 1,
    conditions: 1,
  });
});

it('bears a pattern that is made to take long', () => {
  const { escalations } = judgePolicies([allow(`${'*a'.repeat(5_000)}b`)]);
  expect(escalations).toEqual([]);
});

const ACCOUNT = '123456789012';
const PROVIDER = `arn:aws:iam::${ACCOUNT}:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/ABC`;
const trust = (Principal: unknown, Condition?: object): PolicyDocument => ({
  Statement: [
    {
      Effect: 'Allow',
      Action: 'sts:AssumeRoleWithWebIdentity',
      Principal: Principal as never,
      ...(Condition && { Condition: Condition as never }),
    },
  ],
});
const subject = (operator: string, value: string | string[]) =>
  trust(
    { Federated: PROVIDER },
    { [operator]: { 'oidc.eks.eu-central-1.amazonaws.com/id/ABC:sub': value } },
  );

it.each([
  [subject('StringEquals', 'system:serviceaccount:imaging:triage'), true],
  [subject('StringLike', 'system:serviceaccount:imaging:triage'), true],
  [subject('StringLike', 'system:serviceaccount:imaging:*'), false],
  [subject('StringEquals', ['system:serviceaccount:a:b', '*']), false],
  [subject('StringNotEquals', 'system:serviceaccount:a:b'), false],
  [trust({ Federated: PROVIDER }), false],
  [trust({ Service: 'sagemaker.amazonaws.com' }), true],
])('%#: subjects are pinned: %s', (document, pinned) => {
  expect(judgeTrust(document, ACCOUNT).subjectsPinned).toBe(pinned);
});

it.each([
  [trust('*'), true, []],
  [trust({ AWS: '*' }), true, []],
  [
    trust({ AWS: [`arn:aws:iam::${ACCOUNT}:root`, '210987654321'] }),
    false,
    ['210987654321'],
  ],
  [{ Statement: { Effect: 'Allow', NotPrincipal: { AWS: 'x' } } }, true, []],
])('%#: anyone %s, others %j', (document, anyone, otherAccounts) => {
  expect(judgeTrust(document as PolicyDocument, ACCOUNT)).toMatchObject({
    anyone,
    otherAccounts,
  });
});
