import { ConfigReader } from '@backstage/config';
import { readSandboxConfig } from './readSandboxConfig';

function read(sandbox: object, production = false) {
  return readSandboxConfig(new ConfigReader({ sandbox }), { production });
}

describe('readSandboxConfig', () => {
  it('is off unless it was switched on', () => {
    expect(
      readSandboxConfig(new ConfigReader({}), { production: true }),
    ).toBeUndefined();
    expect(read({ enabled: false, port: 'x' }, true)).toBeUndefined();
  });

  it('fills in what was left out', () => {
    expect(read({ enabled: true, token: 't' })).toEqual({
      kind: 'own',
      options: {
        port: 7010,
        token: 't',
        seed: 'portal',
        newVersionEveryMs: 180_000,
      },
    });
    expect(
      read({
        enabled: true,
        token: 't',
        port: 0,
        seed: 's',
        newVersionEvery: { seconds: 5 },
      }),
    ).toMatchObject({
      options: { port: 0, seed: 's', newVersionEveryMs: 5000 },
    });
  });

  it('uses a sandbox in another process', () => {
    expect(
      read({ enabled: true, token: 't', url: 'http://127.0.0.1:7010/' }),
    ).toEqual({
      kind: 'remote',
      url: 'http://127.0.0.1:7010',
      token: 't',
      seed: 'portal',
    });
  });

  it.each([
    [{ enabled: true }, false, /^sandbox\.token: found nothing/],
    [{ enabled: true, token: 't' }, true, /^sandbox\.enabled: found true/],
    [{ enabled: true, token: 't', port: 70_000 }, false, /^sandbox\.port/],
    [
      { enabled: true, token: 't', tlsPort: 65_535 },
      false,
      /^sandbox\.tlsPort/,
    ],
    [{ enabled: true, token: 't', url: 'ftp://x' }, false, /^sandbox\.url/],
    [
      { enabled: true, token: 't', newVersionEvery: { days: 100 } },
      false,
      /^sandbox\.newVersionEvery/,
    ],
  ])('refuses %j with production %s', (sandbox, production, message) => {
    expect(() => read(sandbox, production)).toThrow(message);
  });
});
