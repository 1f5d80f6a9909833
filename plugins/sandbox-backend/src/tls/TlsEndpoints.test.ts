import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type ConnectionOptions } from 'node:tls';
import { TlsEndpoints } from './TlsEndpoints';

function shakeHands(port: number, options: ConnectionOptions) {
  return new Promise<{ protocol: string | null; days: number }>(
    (resolve, reject) => {
      const socket = connect({ port, host: 'localhost', ...options }, () => {
        const ends = Date.parse(socket.getPeerCertificate().valid_to);
        const protocol = socket.getProtocol();
        socket.destroy();
        resolve({
          protocol,
          days: Math.ceil((ends - Date.now()) / 86_400_000),
        });
      });
      socket.once('error', reject);
    },
  );
}

it('serves a good and a weak endpoint that its authority vouches for', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'portal-sandbox-'));
  const authorityFile = join(folder, 'authority.pem');
  const endpoints = await TlsEndpoints.start({ port: 0, authorityFile });
  const { ports } = endpoints;
  const ca = readFileSync(authorityFile, 'utf8');
  const old = {
    ca,
    minVersion: 'TLSv1',
    maxVersion: 'TLSv1',
    ciphers: 'DEFAULT:@SECLEVEL=0',
  } as const;
  try {
    expect(await shakeHands(ports[0], { ca })).toEqual({
      protocol: 'TLSv1.3',
      days: 80,
    });
    expect(await shakeHands(ports[1], old)).toEqual({
      protocol: 'TLSv1',
      days: 9,
    });
    await expect(shakeHands(ports[0], old)).rejects.toThrow();
    await expect(shakeHands(ports[0], {})).rejects.toThrow();
  } finally {
    await endpoints.close();
    rmSync(folder, { recursive: true });
  }
});
