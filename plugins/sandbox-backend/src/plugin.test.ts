import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import request from 'supertest';
import { sandboxPlugin } from './plugin';

async function start(
  sandbox: object,
  result: AuthorizeResult.ALLOW | AuthorizeResult.DENY = AuthorizeResult.ALLOW,
) {
  const backend = await startTestBackend({
    features: [
      sandboxPlugin,
      mockServices.rootConfig.factory({ data: { sandbox } }),
      mockServices.permissions.factory({ result }),
    ],
  });
  const ask = (method: 'get' | 'post' | 'delete', path: string, body = {}) =>
    request(backend.server)[method](`/api/sandbox${path}`).send(body);
  return {
    stop: () => backend.stop(),
    status: async () => (await ask('get', '/status')).body,
    ask,
  };
}

describe('sandboxPlugin', () => {
  it('runs a sandbox, which another portal can use too', async () => {
    const own = await start({ enabled: true, token: 'sesame', port: 0 });
    const report = await own.status();
    expect(report).toMatchObject({
      enabled: true,
      running: true,
      models: 21,
      prompts: 2,
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    });
    expect(report.versions).toBeGreaterThan(100);

    const { url } = report;
    const other = await start({ enabled: true, token: 'sesame', url });
    await expect(other.status()).resolves.toMatchObject({ running: true, url });

    const stranger = await start({ enabled: true, token: 'guess', url });
    await expect(stranger.status()).resolves.toEqual({
      enabled: true,
      running: false,
      url,
      reason: 'it refuses the token in sandbox.token',
    });

    await own.stop();
    await expect(other.status()).resolves.toMatchObject({
      running: false,
      reason: 'it does not answer as a sandbox',
    });
    await Promise.all([other.stop(), stranger.stop()]);
  });

  it('injects and stops faults for those who may', async () => {
    const own = await start({ enabled: true, token: 'sesame', port: 0 });
    const injected = await own.ask('post', '/faults/error-burst', {
      workload: 'reading-list',
      durationSeconds: 60,
    });
    expect([injected.status, injected.body]).toMatchObject([
      201,
      { name: 'error-burst', workload: 'reading-list', state: 'active' },
    ]);
    const { body } = await own.ask('get', '/faults');
    expect(body.items[1].injected).toEqual([injected.body]);

    for (const [path, sent, status, message] of [
      ['/faults/rain', {}, 400, /^name: .*"latency-ramp".*; found "rain"$/],
      ['/faults/error-burst', { workload: 'x' }, 400, /^workload: found 'x'/],
      ['/faults/error-burst', { workload: 'reading-list' }, 409, /stop it/],
    ] as const) {
      const refused = await own.ask('post', path, sent);
      expect(refused.status).toBe(status);
      expect(refused.body.error.message).toMatch(message);
    }
    const stopped = await own.ask('delete', '/faults/error-burst');
    expect(stopped.body.items).toMatchObject([{ state: 'ended' }]);

    const { url } = await own.status();
    const guest = await start(
      { enabled: true, token: 'sesame', url },
      AuthorizeResult.DENY,
    );
    expect((await guest.ask('get', '/faults')).status).toBe(200);
    for (const method of ['post', 'delete'] as const) {
      const denied = await guest.ask(method, '/faults/error-burst');
      expect(denied.status).toBe(403);
      expect(denied.body.error.message).toContain('sandbox.fault.inject');
    }
    const document = (await own.ask('get', '/openapi.json')).body;
    expect(Object.keys(document.paths)).toEqual([
      '/status',
      '/faults',
      '/faults/{name}',
    ]);
    await Promise.all([own.stop(), guest.stop()]);
  });

  it('does nothing while it is off', async () => {
    const backend = await start({ enabled: false });
    await expect(backend.status()).resolves.toEqual({
      enabled: false,
      running: false,
    });
    expect((await backend.ask('get', '/faults')).body).toEqual({ items: [] });
    expect((await backend.ask('post', '/faults/error-burst')).status).toBe(404);
    await backend.stop();
  });

  it('refuses to start in production', async () => {
    const before = process.env.NODE_ENV;
    process.env.NODE_ENV = 'production';
    try {
      await expect(start({ enabled: true, token: 't' })).rejects.toThrow(
        /sandbox\.enabled: found true while NODE_ENV is production/,
      );
    } finally {
      process.env.NODE_ENV = before;
    }
  });
});
