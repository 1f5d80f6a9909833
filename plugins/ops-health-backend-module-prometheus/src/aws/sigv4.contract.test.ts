import {
  describeWithServer,
  findServerForTest,
  startMoto,
  startSigv4Proxy,
  type RunningServer,
} from '@platform-ops/test-servers';
import { remoteWrite } from '../__testUtils__/remoteWrite';
import { configOf } from '../__testUtils__/sources';
import { PrometheusMetricSource } from '../PrometheusMetricSource';
import { awsCredentials } from './awsCredentials';

const ENVIRONMENT = { ...process.env };
const KEY = {
  accessKeyId: 'AKIAEXAMPLE',
  secretAccessKey: 'a secret/of+AWS=',
};
const REGION = 'eu-central-1';

const describeIfFound =
  findServerForTest('sigv4-proxy').found && findServerForTest('moto').found
    ? describe
    : describe.skip;

afterEach(() => {
  process.env = { ...ENVIRONMENT };
});

// Amazon Managed Service for Prometheus, in front of the real thing.
describeIfFound('a source behind AWS signatures', () => {
  describeWithServer('prometheus', 'sigv4', server => {
    const running: Array<{ stop(): Promise<void> }> = [];
    const at = new Date();

    const startProxy = async (
      credentials: { accessKeyId: string; secretAccessKey: string } & {
        sessionToken?: string;
      },
      service: string = 'aps',
    ): Promise<RunningServer> => {
      const proxy = await startSigv4Proxy({
        upstreamUrl: server().url,
        region: REGION,
        service,
        ...credentials,
      });
      running.push(proxy);
      return proxy;
    };
    const sourceAt = (proxy: RunningServer, sigv4: object) => {
      const source = PrometheusMetricSource.create(
        configOf({
          url: `${proxy.url}/workspaces/ws-1234`,
          sigv4: { region: REGION, ...sigv4 },
        }),
      );
      running.push({ stop: () => source.close() });
      return source;
    };

    beforeAll(async () => {
      await remoteWrite(server().url, [
        {
          labels: { __name__: 'temperature', place: 'a "b" = ü/c+d' },
          samples: [[at.getTime(), 21]],
        },
      ]);
    });
    afterAll(async () => {
      await Promise.all(running.map(one => one.stop()));
    });

    it('signs queries, lists and their parameters', async () => {
      const source = sourceAt(await startProxy(KEY), KEY);
      const answer = await source.evaluate({
        expression: {
          kind: 'gauge',
          aggregate: 'sum',
          gauges: [{ metric: 'temperature' }],
        },
        groupings: [{ id: 'place', labels: ['place'] }],
        environments: { rules: [] },
        windowMs: 300_000,
        at,
      });
      expect(answer.rows).toEqual([
        { grouping: 'place', labels: { place: 'a "b" = ü/c+d' }, value: 21 },
      ]);
      expect(await source.listMetricNames()).toEqual(new Set(['temperature']));
      expect(source.uiUrl).toBeUndefined();
    });

    it('signs for CloudWatch, with a session token of the default chain', async () => {
      const credentials = { ...KEY, sessionToken: 'a token//of+AWS==' };
      const proxy = await startProxy(credentials, 'monitoring');
      Object.assign(process.env, {
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
        AWS_SESSION_TOKEN: credentials.sessionToken,
      });
      const source = sourceAt(proxy, { service: 'monitoring' });
      expect((await source.queryRaw('temperature')).rows).toHaveLength(1);
    });

    it('assumes a role', async () => {
      const moto = await startMoto();
      running.push(moto);
      process.env.AWS_ENDPOINT_URL_STS = moto.url;
      const sigv4 = {
        ...KEY,
        roleArn: 'arn:aws:iam::123456789012:role/metrics',
        externalId: 'portal',
      };
      const config = configOf({
        url: 'http://127.0.0.1:1',
        sigv4: { region: REGION, ...sigv4 },
      });
      const provider = awsCredentials(config.sigv4!);
      const assumed = await provider();
      expect(assumed.sessionToken).toEqual(expect.any(String));
      // Kept until they expire.
      expect(await provider()).toBe(assumed);

      const proxy = await startProxy(assumed);
      const source = sourceAt(proxy, {
        accessKeyId: assumed.accessKeyId,
        secretAccessKey: assumed.secretAccessKey,
        sessionToken: assumed.sessionToken,
      });
      expect((await source.queryRaw('temperature')).rows).toHaveLength(1);
    }, 60_000);

    it('says which credentials are refused, and quotes none', async () => {
      const proxy = await startProxy(KEY);
      const secretAccessKey = 'another secret of AWS';
      for (const wrong of [
        { ...KEY, secretAccessKey },
        { ...KEY, sessionToken: 'a session token that is not theirs' },
        { ...KEY, region: 'us-east-1' },
        { ...KEY, service: 'monitoring' },
      ]) {
        const error = await sourceAt(proxy, wrong)
          .queryRaw('temperature')
          .catch(found => found);
        expect(error).toMatchObject({
          name: 'SourceForbiddenError',
          message: expect.stringMatching(
            /^Prometheus 'prod' answered POST \/api\/v1\/query with 403 \(.+\): look at opsHealth\.sources\.prod\.sigv4$/,
          ),
        });
        expect(String(error)).not.toContain(secretAccessKey);
      }
    });

    it('says that there are no credentials', async () => {
      Object.assign(process.env, {
        AWS_EC2_METADATA_DISABLED: 'true',
        AWS_CONFIG_FILE: '/nonexistent',
        AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
      });
      const source = sourceAt(await startProxy(KEY), { profile: 'missing' });
      await expect(source.queryRaw('temperature')).rejects.toMatchObject({
        name: 'SourceForbiddenError',
        message: expect.stringMatching(
          /^There are no AWS credentials to sign with \(.+\): look at opsHealth\.sources\.prod\.sigv4$/,
        ),
      });
    });
  });
});
