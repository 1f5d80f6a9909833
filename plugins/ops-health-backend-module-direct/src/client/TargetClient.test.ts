import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseExposition } from '@platform-ops/openmetrics';
import { FakeHttpServer } from '@platform-ops/test-servers';
import { generate } from 'selfsigned';
import { configOf } from '../__testUtils__/createTestSource';
import { exposition } from '../__testUtils__/exposition';
import { TargetClient, type TargetRequest } from './TargetClient';

const KEY = 'opsHealth.sources.local.targets[0]';

describe('TargetClient', () => {
  let target: FakeHttpServer;
  let client: TargetClient;

  beforeAll(async () => {
    target = await FakeHttpServer.start();
  });
  beforeEach(() => {
    client = TargetClient.create({
      certificateAuthorities: undefined,
      timeoutMs: 1000,
    });
  });
  afterEach(() => client.close());
  afterAll(() => target.stop());

  const get = (path: string, more: Partial<TargetRequest> = {}) =>
    client.get(
      {
        url: new URL(`${target.url}${path}`),
        headers: { authorization: 'Bearer s3cret', 'x-tenant': 'blue' },
        key: KEY,
        accept: 'text/plain',
        timeoutMs: 1000,
        signal: new AbortController().signal,
        ...more,
      },
      async ({ body, contentType }, signal) => {
        let count = 0;
        await parseExposition(body, {
          format: 'prometheus',
          limits: { maxBytes: 1000 },
          signal,
          onSample: () => count++,
        });
        return { count, contentType };
      },
    );

  it('asks as Prometheus does, with the credentials', async () => {
    target.answerInTurn(exposition('a 1\nb 2\n'));
    expect(await get('/metrics?name=x')).toEqual({
      count: 2,
      contentType: 'text/plain; version=0.0.4',
    });
    const { url, headers } = target.asked.at(-1)!;
    expect(url).toBe('/metrics?name=x');
    expect(headers).toMatchObject({
      accept: 'text/plain',
      'accept-encoding': 'identity',
      authorization: 'Bearer s3cret',
      'x-prometheus-scrape-timeout-seconds': '1',
      'x-tenant': 'blue',
    });
  });

  it.each([
    [{ status: 500 }, '/metrics answered with 500'],
    [
      { status: 401 },
      `/metrics answered with 401: look at the token of ${KEY}`,
    ],
    [
      { status: 302, headers: { location: 'http://example.com/' } },
      `/metrics answered with a redirect, which is not followed: put the final address into ${KEY}`,
    ],
    [
      { headers: { 'content-encoding': 'gzip' }, body: 'x' },
      "/metrics answered in the encoding 'gzip', which was not asked for",
    ],
    [{ body: 'a b\n' }, '/metrics: line 1: expected a value, found "b"'],
    [
      { body: `a 1\n${'#'.repeat(1000)}` },
      '/metrics: line 1: the text has more than 1000 bytes',
    ],
  ])('says that a target answered %j', async (answer, message) => {
    target.answerInTurn({ ...exposition(''), ...answer });
    const error = await get('/metrics?token=s3cret').catch(thrown => thrown);
    expect(error.name).toBe('TargetError');
    expect(error.message).toMatch(new RegExp(`^${target.url}[^;]*$`));
    expect(error.message).toContain(message);
    expect(error.message).not.toContain('s3cret');
    expect(error.isForbidden).toBe('status' in answer && answer.status === 401);
    expect(target.asked).toHaveLength(1);
  });

  it('waits no longer than told, for the rest of an answer too', async () => {
    let release = () => {};
    async function* slow() {
      yield 'a 1\n';
      await new Promise<void>(resolve => {
        release = resolve;
      });
    }
    target.answerInTurn(exposition(slow()));
    await expect(get('/metrics', { timeoutMs: 100 })).rejects.toThrow(
      `${target.url}/metrics did not answer within 0.1 s`,
    );
    release();
  });

  it('says that nobody is there, and stops when told', async () => {
    await expect(
      get('/metrics', { url: new URL('http://127.0.0.1:1/metrics') }),
    ).rejects.toThrow(
      'http://127.0.0.1:1/metrics could not be reached (connect ECONNREFUSED 127.0.0.1:1)',
    );
    await expect(
      get('/metrics', { signal: AbortSignal.abort(new Error('stopped')) }),
    ).rejects.toThrow('stopped');
  });

  it('verifies certificates, by the authority that it is told', async () => {
    const { private: key, cert } = generate(
      [{ name: 'commonName', value: 'localhost' }],
      {
        keySize: 2048,
        extensions: [
          { name: 'basicConstraints', cA: true },
          { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
        ],
      },
    );
    const server = await FakeHttpServer.start({
      tls: { key, cert },
      answer: () => exposition('a 1\n'),
    });
    const url = `${server.url}/metrics`;
    const directory = mkdtempSync(join(tmpdir(), 'direct-'));
    try {
      await expect(get('', { url: new URL(url) })).rejects.toThrow(
        'its certificate is not trusted. Put the authority that signed it into opsHealth.sources.local.caFile',
      );
      const caFile = join(directory, 'ca.pem');
      writeFileSync(caFile, cert);
      await client.close();
      client = TargetClient.create(configOf({ targets: [{ url }], caFile }));
      expect(await get('', { url: new URL(url) })).toMatchObject({ count: 1 });
    } finally {
      rmSync(directory, { recursive: true });
      await server.stop();
    }
  });
});
