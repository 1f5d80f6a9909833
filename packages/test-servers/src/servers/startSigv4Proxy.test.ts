import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { describeWithServer } from '../describeWithServer';
import { findServerForTest } from '../findServerForTest';
import type { RunningServer } from '../process/RunningServer';
import { startSigv4Proxy } from './startSigv4Proxy';

const describeIfFound = findServerForTest('sigv4-proxy').found
  ? describe
  : describe.skip;

describeIfFound('startSigv4Proxy', () => {
  describeWithServer('prometheus', 'before a Prometheus', prometheus => {
    const credentials = {
      accessKeyId: 'AKIATEST',
      secretAccessKey: 'secret',
      sessionToken: 'of an assumed role',
    };
    let proxy: RunningServer;
    beforeAll(async () => {
      proxy = await startSigv4Proxy({
        upstreamUrl: prometheus().url,
        region: 'eu-west-1',
        service: 'aps',
        ...credentials,
      });
    });
    afterAll(() => proxy?.stop());

    const query = async (
      options: {
        identity?: Partial<typeof credentials>;
        region?: string;
        service?: string;
        signingDate?: Date;
        change?: { body?: string; query?: string };
        path?: string;
      } = {},
    ) => {
      const { hostname, port, host } = new URL(proxy.url);
      const signer = new SignatureV4({
        credentials: { ...credentials, ...options.identity },
        region: options.region ?? 'eu-west-1',
        service: options.service ?? 'aps',
        sha256: Sha256,
      });
      const path = options.path ?? '/workspaces/ws-1/api/v1/query';
      const signed = await signer.sign(
        {
          protocol: 'http:',
          method: 'POST',
          hostname,
          port: Number(port),
          path,
          query: { time: '42', stats: 'a b+c' },
          headers: {
            host,
            'content-type': 'application/x-www-form-urlencoded',
          },
          body: 'query=1%2B1',
        },
        { signingDate: options.signingDate },
      );
      const { host: _, ...headers } = signed.headers;
      const response = await fetch(
        `${proxy.url}${path}?${
          options.change?.query ?? 'stats=a%20b%2Bc&time=42'
        }`,
        { method: 'POST', headers, body: options.change?.body ?? signed.body },
      );
      return { status: response.status, body: (await response.json()) as any };
    };

    it('passes on what is signed as AWS asks', async () => {
      expect(await query()).toMatchObject({
        status: 200,
        body: { data: { resultType: 'scalar', result: [42, '2'] } },
      });
      expect((await query({ path: '/api/v1/query' })).status).toBe(404);
    });

    it.each([
      ['another secret', { identity: { secretAccessKey: 'x' } }, /calculated/],
      ['another key', { identity: { accessKeyId: 'x' } }, /security token/],
      ['no session token', { identity: { sessionToken: undefined } }, /token/],
      ['another region', { region: 'us-east-1' }, /valid region/],
      ['another service', { service: 'monitoring' }, /service: 'aps'/],
      ['an old date', { signingDate: new Date(0) }, /Signature expired/],
      ['another body', { change: { body: 'query=2' } }, /does not match/],
      ['another query', { change: { query: 'time=43' } }, /calculated/],
    ])('refuses %s', async (_name, options, message) => {
      expect(await query(options)).toEqual({
        status: 403,
        body: { message: expect.stringMatching(message) },
      });
    });

    it('refuses what is not signed', async () => {
      const response = await fetch(`${proxy.url}/workspaces/ws-1/api/v1/query`);
      expect(response.status).toBe(403);
      expect(response.headers.get('x-amzn-errortype')).toBe(
        'MissingAuthenticationTokenException',
      );
    });
  });
});
