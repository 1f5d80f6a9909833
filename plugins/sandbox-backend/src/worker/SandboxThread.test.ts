import { SandboxThread } from './SandboxThread';

describe('SandboxThread', () => {
  it('serves a registry from a thread of its own until it is stopped', async () => {
    const options = {
      port: 0,
      token: 'sesame',
      seed: 'test',
      newVersionEveryMs: 3_600_000,
    };
    const thread = await SandboxThread.start(options);
    const url = `http://127.0.0.1:${thread.port}`;

    const response = await fetch(`${url}/sandbox/v1/status`, {
      headers: { authorization: 'Bearer sesame' },
    });
    await expect(response.json()).resolves.toMatchObject({
      models: 21,
      prompts: 2,
    });

    await expect(
      SandboxThread.start({ ...options, port: thread.port }),
    ).rejects.toThrow(/EADDRINUSE/);

    await thread.stop();
    await expect(fetch(`${url}/health`)).rejects.toThrow();
  });
});
