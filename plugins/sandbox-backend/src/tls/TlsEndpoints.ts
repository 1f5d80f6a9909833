import { writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { issueCertificate } from './issueCertificate';

/** Where the simulated endpoints serve, and where their authority is put. */
export interface TlsOptions {
  /** The good one; the weak one has the next. 0 takes free ones. */
  port: number;
  /** Gets the certificate of the authority that signed both, in PEM. */
  authorityFile?: string;
}

/** What nobody should serve with, and some still do. */
const OLD: ServerOptions = {
  minVersion: 'TLSv1',
  ciphers: 'DEFAULT:@SECLEVEL=0',
};
const ENDPOINTS: Array<{ validDays: number; options: ServerOptions }> = [
  { validDays: 80, options: {} },
  { validDays: 9, options: OLD },
];

/**
 * Two endpoints with TLS on loopback ports, made up at each start: one as it
 * should be, and one that accepts old versions with a certificate that soon ends.
 */
export class TlsEndpoints {
  readonly ports: number[];
  readonly #servers: Server[];

  static async start(options: TlsOptions): Promise<TlsEndpoints> {
    const by = await issueCertificate({
      name: 'Sandbox authority',
      validDays: 90,
    });
    const servers: Server[] = [];
    for (const [index, { validDays, options: more }] of ENDPOINTS.entries()) {
      const { cert, key } = await issueCertificate({
        name: 'localhost',
        validDays,
        by,
      });
      const server = createServer({ ...more, cert, key }, (_, response) =>
        response.end('A simulated service of the sandbox\n'),
      );
      servers.push(server);
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(
          options.port === 0 ? 0 : options.port + index,
          '127.0.0.1',
          resolve,
        );
      });
    }
    if (options.authorityFile !== undefined) {
      writeFileSync(options.authorityFile, by.cert);
    }
    return new TlsEndpoints(servers);
  }

  private constructor(servers: Server[]) {
    this.#servers = servers;
    this.ports = servers.map(server => (server.address() as AddressInfo).port);
  }

  async close(): Promise<void> {
    await Promise.all(
      this.#servers.map(server => {
        const closed = new Promise(resolve => server.close(resolve));
        server.closeAllConnections();
        return closed;
      }),
    );
  }
}
