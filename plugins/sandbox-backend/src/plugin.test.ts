import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import request from 'supertest';
import { sandboxPlugin } from './plugin';

async function start(sandbox: object) {
  const backend = await startTestBackend({
    features: [
      sandboxPlugin,
      mockServices.rootConfig.factory({ data: { sandbox } }),
    ],
  });
  return {
    stop: () => backend.stop(),
    status: async () =>
      (await request(backend.server).get('/api/sandbox/status')).body,
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

  it('does nothing while it is off', async () => {
    const backend = await start({ enabled: false });
    await expect(backend.status()).resolves.toEqual({
      enabled: false,
      running: false,
    });
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
