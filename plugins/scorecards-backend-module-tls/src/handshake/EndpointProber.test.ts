import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TlsOptions } from 'node:tls';
import { AddressGuard } from '../addresses/AddressGuard';
import { AllowedHosts } from '../addresses/AllowedHosts';
import {
  createAuthority,
  createCertificate,
  type Authority,
  type CertificateOptions,
} from '../__testUtils__/certificates';
import { TestServers } from '../__testUtils__/TestServers';
import { EndpointProber } from './EndpointProber';

jest.setTimeout(30_000);

const OLD = { ciphers: 'ALL:@SECLEVEL=0', minVersion: 'TLSv1' } as const;

describe('EndpointProber', () => {
  const servers = new TestServers();
  let authority: Authority;

  beforeAll(async () => {
    authority = await createAuthority();
  });

  afterAll(() => servers.stop());

  const probe = (port: number, timeoutMs = 5_000) =>
    EndpointProber.create({
      guard: AddressGuard.create({
        hosts: AllowedHosts.create(['service.example'], 'key'),
        allowPrivate: false,
        timeoutMs,
        // Of several, the first that answers counts.
        resolve: async () => ['::1', '127.0.0.1'],
      }),
      authorities: [authority.cert],
      timeoutMs,
    }).probe({ host: 'service.example', port }, new AbortController().signal);

  const serve = async (
    certificate: CertificateOptions = {},
    options: TlsOptions = {},
  ) =>
    servers.tls({
      ...(await createCertificate({
        by: authority,
        name: 'CN=service',
        names: [{ type: 'dns', value: 'service.example' }],
        ...certificate,
      })),
      ...options,
    });

  it('tells all of a good one', async () => {
    const facts = await probe(await serve());
    expect(facts).toEqual({
      allowed: true,
      reachable: true,
      address: '127.0.0.1',
      modern: true,
      protocol: 'TLSv1.3',
      version: 1.3,
      acceptsTls10: false,
      acceptsTls11: false,
      cipher: 'TLS_AES_256_GCM_SHA384',
      chainTrusted: true,
      chainProblem: undefined,
      certificate: {
        subject: 'CN=service',
        issuer: 'CN=Test authority',
        notBefore: expect.any(String),
        notAfter: expect.any(String),
        daysLeft: 89,
        nameMatches: true,
        keyType: 'ec',
        keyBits: 256,
      },
    });
  });

  it.each([
    [{ maxVersion: 'TLSv1.2' }, 1.2, false, false],
    [{ ...OLD, maxVersion: 'TLSv1' }, 1, true, false],
    [
      { ...OLD, minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1' },
      1.1,
      false,
      true,
    ],
    [{ ...OLD }, 1.3, true, true],
  ] as const)(
    'finds old versions of %j',
    async (options, version, v10, v11) => {
      const facts = await probe(await serve({}, options));
      expect(facts).toMatchObject({
        reachable: true,
        modern: version >= 1.2,
        version,
        acceptsTls10: v10,
        acceptsTls11: v11,
        chainTrusted: true,
      });
    },
  );

  it('does not take the wish for a client certificate for a refusal', async () => {
    const facts = await probe(
      await serve(
        {},
        {
          ...OLD,
          requestCert: true,
          rejectUnauthorized: true,
          ca: [authority.cert],
        },
      ),
    );
    expect(facts).toMatchObject({ acceptsTls10: true, acceptsTls11: true });
  });

  it.each([
    [{ validDays: [-20, -2] }, 'CERT_HAS_EXPIRED', true, -3],
    [{ validDays: [2, 20] }, 'CERT_NOT_YET_VALID', true, 19],
    [{ by: undefined }, 'DEPTH_ZERO_SELF_SIGNED_CERT', true, 89],
    [
      { names: [{ type: 'dns', value: 'other.example' }] },
      undefined,
      false,
      89,
    ],
  ] as Array<[CertificateOptions, string | undefined, boolean, number]>)(
    'looks at the certificate %j',
    async (certificate, chainProblem, nameMatches, daysLeft) => {
      expect(await probe(await serve(certificate))).toMatchObject({
        reachable: true,
        chainTrusted: chainProblem === undefined,
        chainProblem,
        certificate: { nameMatches, daysLeft },
      });
    },
  );

  it('says how short a key is', async () => {
    const facts = await probe(
      await serve({ algorithm: 'rsa1024' }, { ciphers: 'ALL:@SECLEVEL=0' }),
    );
    expect(facts).toMatchObject({
      chainTrusted: false,
      certificate: { keyType: 'rsa', keyBits: 1024 },
    });
  });

  it.each([
    ['Unicode', 'CN=сервис\u202e☃, O=Müller & Söhne'],
    ['10 kB', `CN=${'x'.repeat(10_000)}`],
    ['control signs', 'CN=a\u0000b\r\nEvil: header'],
  ])('bears names of %s', async (_, name) => {
    const { certificate } = await probe(
      await serve({
        name,
        names: Array.from({ length: 200 }, (__, index) => ({
          type: 'dns' as const,
          value: `${'n'.repeat(50)}${index}.example`,
        })),
      }),
    );
    expect(certificate!.nameMatches).toBe(false);
    expect([...certificate!.subject].length).toBeLessThanOrEqual(200);
    expect(certificate!.subject).not.toMatch(/[\r\n\0]/);
  });

  it('does not wait for one that says nothing', async () => {
    const port = await servers.tcp(() => {});
    expect(await probe(port, 200)).toEqual({
      allowed: true,
      reachable: false,
      reason: 'no answer within 0.2 s',
      address: '127.0.0.1',
    });
  });

  it.each([
    ['speaks HTTP', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
    ['hangs up', undefined],
    ['sends rubbish', '\u0016\u0003\u0001'.repeat(5_000)],
  ])('is not impressed by one that %s', async (_, answer) => {
    const port = await servers.tcp(socket =>
      socket.end(answer ?? '', 'latin1'),
    );
    expect(await probe(port)).toMatchObject({
      reachable: false,
      reason: expect.stringMatching(/./),
    });
  });

  it('says that nothing listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise(resolve => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise(resolve => server.close(resolve));
    expect(await probe(port)).toMatchObject({
      reachable: false,
      reason: 'ECONNREFUSED',
    });
  });

  const { stdout = '' } = spawnSync('openssl', ['version'], {
    encoding: 'utf8',
  });
  const hasOpenssl = /^OpenSSL [3-9]/.test(stdout);

  (hasOpenssl ? describe : describe.skip)(
    `openssl s_server (${
      hasOpenssl ? stdout.trim() : 'no OpenSSL 3 on the path'
    })`,
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'portal-tls-'));
      const running: ChildProcess[] = [];

      afterAll(() => {
        running.forEach(child => child.kill('SIGKILL'));
        rmSync(folder, { recursive: true });
      });

      async function serveWithOpenssl(...flags: string[]): Promise<number> {
        const { cert, key } = await createCertificate({
          by: authority,
          names: [{ type: 'dns', value: 'service.example' }],
        });
        writeFileSync(join(folder, 'cert.pem'), cert);
        writeFileSync(join(folder, 'key.pem'), key);
        const child = spawn(
          'openssl',
          [
            ...['s_server', '-accept', '127.0.0.1:0', '-www'],
            ...['-cert', 'cert.pem', '-key', 'key.pem', ...flags],
          ],
          { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] },
        );
        running.push(child);
        let said = '';
        return new Promise((resolve, reject) => {
          const listen = (chunk: Buffer) => {
            said += chunk;
            const port = /ACCEPT 127\.0\.0\.1:(\d+)/.exec(said)?.[1];
            if (port) {
              resolve(Number(port));
            }
          };
          child.stdout.on('data', listen);
          child.stderr.on('data', listen);
          child.once('exit', () => reject(new Error(said)));
        });
      }

      it.each([
        [['-tls1_3'], 1.3, false, false],
        [['-tls1_2'], 1.2, false, false],
        [['-tls1_1', '-cipher', 'ALL:@SECLEVEL=0'], 1.1, false, true],
        [
          ['-cipher', 'ALL:@SECLEVEL=0', '-min_protocol', 'TLSv1'],
          1.3,
          true,
          true,
        ],
      ])('%j', async (flags, version, acceptsTls10, acceptsTls11) => {
        expect(await probe(await serveWithOpenssl(...flags))).toMatchObject({
          reachable: true,
          version,
          acceptsTls10,
          acceptsTls11,
          chainTrusted: true,
        });
      });
    },
  );
});
