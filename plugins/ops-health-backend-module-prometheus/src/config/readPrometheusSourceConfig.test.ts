import { configOf } from '../__testUtils__/sources';

const url = 'https://prometheus.example.com';
const sigv4 = { region: 'eu-central-1' };

it('reads a small and a full entry', () => {
  expect(configOf({ url: `${url}/` })).toEqual({
    id: 'prod',
    key: 'opsHealth.sources.prod',
    title: 'prod',
    environment: undefined,
    url,
    uiUrl: url,
    headers: {},
    secrets: [],
    credentialsKey:
      'opsHealth.sources.prod.token, or opsHealth.sources.prod.username and opsHealth.sources.prod.password',
    sigv4: undefined,
    certificateAuthorities: undefined,
    timeoutMilliseconds: 30_000,
    maxConcurrency: 4,
    maxQueriesPerMinute: 3000,
    maxResponseBytes: 20 * 1024 * 1024,
    maxSeries: 50_000,
  });
  expect(
    configOf({
      title: 'Production',
      environment: 'production',
      url: `${url}/prometheus`,
      uiUrl: 'https://ui.example.com/',
      username: 'reader',
      password: 'pässword',
      headers: { 'X-Scope-OrgID': 'team-a', 'X-Key': 'a-long-secret-key' },
      timeout: { minutes: 1 },
      maxConcurrency: 2,
      maxQueriesPerMinute: 60,
      maxResponseBytes: 1_000_000,
      maxSeries: 1000,
    }),
  ).toMatchObject({
    title: 'Production',
    environment: 'production',
    url: `${url}/prometheus`,
    uiUrl: 'https://ui.example.com',
    headers: {
      authorization: `Basic ${Buffer.from('reader:pässword').toString(
        'base64',
      )}`,
      'x-scope-orgid': 'team-a',
      'x-key': 'a-long-secret-key',
    },
    secrets: expect.arrayContaining(['pässword', 'a-long-secret-key']),
    timeoutMilliseconds: 60_000,
    maxConcurrency: 2,
    maxQueriesPerMinute: 60,
    maxResponseBytes: 1_000_000,
    maxSeries: 1000,
  });
  expect(configOf({ url, token: 'abc' }).headers).toEqual({
    authorization: 'Bearer abc',
  });
  expect(configOf({ url, uiUrl: 'none' }).uiUrl).toBeUndefined();
});

it('reads how to sign for AWS', () => {
  const config = configOf({ url, sigv4 });
  expect(config).toMatchObject({
    credentialsKey: 'opsHealth.sources.prod.sigv4',
    sigv4: { region: 'eu-central-1', service: 'aps' },
  });
  expect(config.uiUrl).toBeUndefined();
  expect(
    configOf({
      url,
      sigv4: {
        ...sigv4,
        service: 'monitoring',
        profile: 'metrics',
        roleArn: 'arn:aws:iam::123456789012:role/path/metrics',
        externalId: 'portal',
      },
    }).sigv4,
  ).toEqual({
    key: 'opsHealth.sources.prod.sigv4',
    region: 'eu-central-1',
    service: 'monitoring',
    profile: 'metrics',
    role: {
      arn: 'arn:aws:iam::123456789012:role/path/metrics',
      externalId: 'portal',
    },
  });
});

it.each([
  [{}, /opsHealth\.sources\.prod\.url/],
  [
    { url: 'ftp://x' },
    /^opsHealth\.sources\.prod\.url: found 'ftp:\/\/x', allowed is the http or https address/,
  ],
  [
    { url: `${url}/api/v1/` },
    /prod\.url: found an address that ends with \/api\/v1/,
  ],
  [
    { url: 'https://user:topsecret@x' },
    /prod\.url: found an address with credentials in it/,
  ],
  [{ url, uiUrl: 'file:///etc/passwd' }, /prod\.uiUrl: found/],
  [
    { url, token: 'a', username: 'b', password: 'c' },
    /prod: found token and username, allowed is either/,
  ],
  [
    { url, caFile: '/nonexistent' },
    /prod\.caFile: found .*\(ENOENT\), allowed/,
  ],
  [
    { url, timeout: { milliseconds: 1 } },
    /prod\.timeout: found 1 ms, allowed is 100 ms to 600 s/,
  ],
  [
    { url, maxConcurrency: 0 },
    /prod\.maxConcurrency: found 0, allowed is a whole number from 1 to 64/,
  ],
  [
    { url, maxQueriesPerMinute: 1 },
    /maxQueriesPerMinute: found 1, allowed is a whole number from 10/,
  ],
  [{ url, maxResponseBytes: 1 }, /maxResponseBytes: found 1, allowed/],
  [{ url, maxSeries: 1.5 }, /maxSeries: found 1\.5, allowed/],
  [{ url, token: 'a', sigv4 }, /prod: found sigv4 beside other credentials/],
  [
    { url, sigv4: { region: 'Frankfurt' } },
    /sigv4\.region: found 'Frankfurt', allowed/,
  ],
  [
    { url, sigv4: { ...sigv4, service: 'es' } },
    /sigv4\.service: found 'es', allowed are aps and monitoring/,
  ],
  [
    { url, sigv4: { ...sigv4, accessKeyId: 'a' } },
    /sigv4: found only one of accessKeyId and secretAccessKey/,
  ],
  [
    { url, sigv4: { ...sigv4, sessionToken: 'a' } },
    /sigv4: found sessionToken without accessKeyId/,
  ],
  [
    {
      url,
      sigv4: { ...sigv4, accessKeyId: 'a', secretAccessKey: 'b', profile: 'c' },
    },
    /sigv4: found profile beside accessKeyId/,
  ],
  [
    { url, sigv4: { ...sigv4, externalId: 'a' } },
    /sigv4: found externalId without roleArn/,
  ],
  [
    { url, sigv4: { ...sigv4, roleArn: 'metrics' } },
    /sigv4\.roleArn: found 'metrics', allowed is the ARN of a role/,
  ],
])('refuses %j', (entry, message) => {
  expect(() => configOf(entry)).toThrow(message);
});
