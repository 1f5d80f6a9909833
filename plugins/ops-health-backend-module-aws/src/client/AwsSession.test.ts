import {
  CloudWatchClient,
  DescribeAlarmsCommand,
} from '@aws-sdk/client-cloudwatch';
import { ConfigReader } from '@backstage/config';
import {
  DefaultAwsCredentialsManager,
  type AwsCredentialsManager,
} from '@backstage/integration-aws-node';
import type { JsonObject } from '@backstage/types';
import { FakeAws, type AwsAnswer } from '../__testUtils__/FakeAws';
import { configOf, credentials, SECRET } from '../__testUtils__/sources';
import { AwsSession } from './AwsSession';
import { CallLog } from './CallLog';

const ENVIRONMENT = { ...process.env };
const NAME = 'CloudWatch DescribeAlarms in eu-central-1';

let fake: FakeAws;
const clients: CloudWatchClient[] = [];

beforeAll(async () => {
  fake = await FakeAws.start();
});
beforeEach(() => {
  fake.requests.length = 0;
});
afterEach(() => {
  process.env = { ...ENVIRONMENT };
});
afterAll(async () => {
  clients.forEach(client => client.destroy());
  await fake.stop();
});

function sessionOf(
  entry: JsonObject = {},
  manager: AwsCredentialsManager = credentials,
) {
  const session = AwsSession.create(
    configOf({ endpoint: fake.url, ...entry }),
    manager,
  );
  const client = new CloudWatchClient(session.clientConfig);
  clients.push(client);
  const log = new CallLog();
  return {
    log,
    send: (signal?: AbortSignal) =>
      session.send(client, new DescribeAlarmsCommand({}), { signal, log }),
  };
}

async function failureOf(
  answer: AwsAnswer,
  ...args: Parameters<typeof sessionOf>
): Promise<Error> {
  fake.answer = () => answer;
  const error = await sessionOf(...args)
    .send()
    .catch(found => found);
  expect(String(error)).not.toContain(SECRET);
  expect(String(error)).not.toContain('AKIAEXAMPLE');
  return error;
}

it('asks again when AWS throttles, after a pause, and says so', async () => {
  fake.answer = (_, attempt) =>
    attempt === 1
      ? { status: 400, error: 'ThrottlingException', body: { message: 'Rate' } }
      : { body: { MetricAlarms: [{ AlarmName: 'high' }] } };
  const { send, log } = sessionOf();
  const startedAt = performance.now();
  expect((await send()).MetricAlarms).toEqual([{ AlarmName: 'high' }]);
  expect(performance.now() - startedAt).toBeGreaterThan(50);
  expect(fake.requests).toHaveLength(2);
  expect(log.warnings).toEqual([
    'AWS wants fewer requests: 1 were refused and asked again after pauses',
  ]);
  expect(log.cost.milliseconds).toBeGreaterThan(50);
});

it('has no more requests under way than it may', async () => {
  fake.answer = () => ({});
  fake.mostAtOnce = 0;
  fake.waitFor = 2;
  const { send } = sessionOf({ maxConcurrency: 2 });
  await Promise.all(Array.from({ length: 10 }, () => send()));
  expect(fake.requests).toHaveLength(10);
  expect(fake.mostAtOnce).toBe(2);
  fake.waitFor = 1;
});

it('says what it may not do', async () => {
  expect(
    await failureOf({
      status: 400,
      error: 'AccessDeniedException',
      body: {
        message:
          'User: arn:aws:iam::123456789012:user/portal is not authorized to perform: cloudwatch:DescribeAlarms',
      },
    }),
  ).toMatchObject({
    name: 'SourceForbiddenError',
    message: `${NAME} was refused (AccessDeniedException: User: arn:aws:iam::123456789012:user/portal is not authorized to perform: cloudwatch:DescribeAlarms): look at the permissions of opsHealth.sources.prod`,
  });
});

it('quotes nothing where AWS does not know us', async () => {
  expect(
    await failureOf({
      status: 403,
      error: 'SignatureDoesNotMatch',
      body: {
        message: `The Canonical String should have been x-amz-security-token:${SECRET}`,
      },
    }),
  ).toMatchObject({
    name: 'SourceForbiddenError',
    message: `${NAME} was refused (SignatureDoesNotMatch): look at the credentials of opsHealth.sources.prod`,
  });
});

it('hides keys in what it quotes', async () => {
  expect(
    await failureOf({
      status: 400,
      error: 'InvalidFormatFault',
      body: { message: 'The key AKIAEXAMPLE\nis odd' },
    }),
  ).toMatchObject({
    name: 'AwsError',
    message: `${NAME} failed (InvalidFormatFault: The key AKIA*** is odd)`,
  });
});

it('says that something else than AWS answers', async () => {
  expect(
    await failureOf({ status: 404, body: '<html>nginx</html>' }),
  ).toMatchObject({
    name: 'AwsError',
    message: `${NAME} was answered with 404 and no JSON: ask what stands between the portal and AWS`,
  });
});

it('says that there is no answer, and stops waiting when told', async () => {
  expect(
    await failureOf({ silent: true }, { timeout: { milliseconds: 150 } }),
  ).toMatchObject({
    name: 'AwsError',
    message: `${NAME} did not answer within 0.15 s`,
  });

  const controller = new AbortController();
  const { send } = sessionOf();
  const sent = send(controller.signal);
  controller.abort(new Error('No longer needed'));
  await expect(sent).rejects.toThrow('No longer needed');
});

it('says that nobody is there', async () => {
  expect(await failureOf({}, { endpoint: 'http://127.0.0.1:1' })).toMatchObject(
    {
      name: 'AwsError',
      message: `${NAME} cannot be reached (ECONNREFUSED)`,
    },
  );
});

it('says that there are no credentials', async () => {
  const managerOf = (config: JsonObject) =>
    DefaultAwsCredentialsManager.fromConfig(new ConfigReader(config));
  Object.assign(process.env, {
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/nonexistent',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
    AWS_ENDPOINT_URL_STS: fake.url,
  });
  expect(
    await failureOf(
      {},
      {},
      managerOf({ aws: { mainAccount: { profile: 'missing' } } }),
    ),
  ).toMatchObject({
    name: 'SourceForbiddenError',
    message: expect.stringMatching(
      /^CloudWatch DescribeAlarms in eu-central-1 was not asked, for there are no credentials \(CredentialsProviderError: .*missing.*\): look at the credentials of opsHealth\.sources\.prod$/,
    ),
  });
  expect(fake.requests).toEqual([]);
  expect(
    await failureOf(
      {
        status: 403,
        body: `<ErrorResponse><Error><Code>AccessDenied</Code><Message>portal may not perform sts:AssumeRole</Message></Error></ErrorResponse>`,
      },
      { roleArn: 'arn:aws:iam::210987654321:role/portal' },
    ),
  ).toMatchObject({
    name: 'SourceForbiddenError',
    message: expect.stringMatching(
      /there are no credentials \(AccessDenied: portal may not perform sts:AssumeRole\): look at/,
    ),
  });
});
