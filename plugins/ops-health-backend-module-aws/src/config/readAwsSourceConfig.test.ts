import { configOf } from '../__testUtils__/sources';

const role = 'arn:aws:iam::210987654321:role/path/portal';

it('reads a small and a full entry', () => {
  const { severities, ...small } = configOf({});
  expect(small).toEqual({
    id: 'prod',
    key: 'opsHealth.sources.prod',
    title: 'prod',
    environment: undefined,
    region: 'eu-central-1',
    account: undefined,
    accountId: undefined,
    role: undefined,
    endpoint: undefined,
    timeoutMilliseconds: 30_000,
    maxConcurrency: 4,
    cloudwatch: true,
    alarms: true,
    sagemaker: true,
    eks: true,
    namespaces: ['AWS/SageMaker', '/aws/sagemaker/Endpoints', 'AWS/Bedrock'],
    refreshMilliseconds: 60_000,
    ingestDelayMilliseconds: 120_000,
    maxMetricsPerRefresh: 500,
  });
  expect(severities.tag).toBeUndefined();
  expect(
    configOf({
      title: 'Production',
      environment: 'production',
      region: 'us-gov-west-1',
      accountId: '123456789012',
      roleArn: role,
      externalId: 'portal',
      endpoint: 'http://127.0.0.1:5000/',
      timeout: '5s',
      maxConcurrency: 2,
      eks: false,
      namespaces: ['AWS/Lambda', 'AWS/Lambda'],
      refresh: { minutes: 5 },
      ingestDelay: { seconds: 90 },
      maxMetricsPerRefresh: 100,
    }),
  ).toMatchObject({
    title: 'Production',
    environment: 'production',
    region: 'us-gov-west-1',
    // The account of the role is the one that is read.
    account: '210987654321',
    accountId: '123456789012',
    role: { arn: role, externalId: 'portal' },
    endpoint: 'http://127.0.0.1:5000',
    timeoutMilliseconds: 5_000,
    maxConcurrency: 2,
    cloudwatch: true,
    eks: false,
    namespaces: ['AWS/Lambda'],
    refreshMilliseconds: 300_000,
    ingestDelayMilliseconds: 90_000,
    maxMetricsPerRefresh: 100,
  });
  expect(configOf({ accountId: '123456789012' }).account).toBe('123456789012');
});

it('tells severities by tag, then by name, then by default', () => {
  const severityOf = (
    severities: object,
    name: string,
    word?: string,
  ): string =>
    configOf({ severities: severities as {} }).severities.severityOf(
      name,
      word,
    );
  expect(severityOf({}, 'any')).toBe('ticket');
  expect(severityOf({}, 'TargetTracking-endpoint/churn-AlarmLow-1')).toBe(
    'info',
  );
  const severities = {
    tag: 'severity',
    page: ['P1'],
    prefixes: [
      { prefix: 'prod-info-', severity: 'info' },
      { prefix: 'prod-', severity: 'page' },
    ],
  };
  expect(severityOf(severities, 'prod-latency')).toBe('page');
  expect(severityOf(severities, 'prod-info-latency')).toBe('info');
  expect(severityOf(severities, 'prod-latency', 'Warning')).toBe('ticket');
  expect(severityOf(severities, 'staging', ' p1 ')).toBe('page');
  expect(severityOf(severities, 'staging', 'critical')).toBe('ticket');
  expect(
    severityOf(
      { prefixes: [{ prefix: 'Target', severity: 'page' }] },
      'Target',
    ),
  ).toBe('page');
});

it.each([
  [
    { region: 'Frankfurt' },
    /opsHealth\.sources\.prod\.region: found 'Frankfurt', allowed is/,
  ],
  [
    { accountId: '12345' },
    /prod\.accountId: found '12345', allowed are 12 digits in quotes/,
  ],
  [{ roleArn: 'portal' }, /prod\.roleArn: found 'portal', allowed is the ARN/],
  [{ externalId: 'a' }, /prod: found externalId without roleArn/],
  [{ endpoint: 'moto' }, /prod\.endpoint: found 'moto', allowed is an http/],
  [{ endpoint: 'http://me:secret@x' }, /endpoint: found an address with cred/],
  [{ timeout: { milliseconds: 1 } }, /prod\.timeout: found 1 ms, allowed/],
  [{ maxConcurrency: 0 }, /maxConcurrency: found 0, allowed is a whole/],
  [
    { cloudwatch: false, alarms: false, sagemaker: false, eks: false },
    /prod: found cloudwatch, alarms, sagemaker, eks all false, allowed is/,
  ],
  [{ namespaces: [] }, /prod\.namespaces: found none, allowed are names/],
  [{ namespaces: ['a"b'] }, /prod\.namespaces: found 'a"b', allowed/],
  [{ refresh: { seconds: 30 } }, /prod\.refresh: found 30 s, allowed is 60 s/],
  [
    { refresh: { minutes: 7 } },
    /prod\.refresh: found 420 s, allowed are whole/,
  ],
  [{ ingestDelay: { hours: 2 } }, /prod\.ingestDelay: found 7200 s, allowed/],
  [{ maxMetricsPerRefresh: 0 }, /maxMetricsPerRefresh: found 0, allowed/],
  [
    { severities: { page: ['P1'] } },
    /prod\.severities: found page without tag, allowed/,
  ],
  [
    { severities: { tag: 'severity', page: ['P1'], info: ['p1'] } },
    /prod\.severities: found 'p1' under info and page, allowed is each word once/,
  ],
  [
    { severities: { prefixes: [{ prefix: 'a', severity: 'urgent' }] } },
    /prod\.severities\.prefixes\[0\]\.severity: found 'urgent', allowed are page, ticket, info/,
  ],
])('refuses %j', (entry, message) => {
  expect(() => configOf(entry)).toThrow(message);
});
