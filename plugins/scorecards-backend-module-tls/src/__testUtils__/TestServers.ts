import {
  createServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

/** Servers on loopback ports, which end together. */
export class TestServers {
  readonly #servers: Server[] = [];
  readonly #sockets = new Set<Socket>();

  /** @returns The port. */
  async tls(options: TlsOptions): Promise<number> {
    const server = createTlsServer(options, socket => socket.end());
    server.on('tlsClientError', () => {});
    return this.#listen(server);
  }

  /** @returns The port. */
  async tcp(onConnect: (socket: Socket) => void): Promise<number> {
    return this.#listen(createServer(onConnect));
  }

  async stop(): Promise<void> {
    const closed = this.#servers.map(
      server => new Promise(resolve => server.close(resolve)),
    );
    this.#sockets.forEach(socket => socket.destroy());
    await Promise.all(closed);
  }

  async #listen(server: Server): Promise<number> {
    this.#servers.push(server);
    server.on('connection', socket => {
      this.#sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => this.#sockets.delete(socket));
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return (server.address() as AddressInfo).port;
  }
}
