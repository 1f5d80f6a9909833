import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeAnswer {
  status?: number;
  headers?: Record<string, string>;
  /** Sent piece by piece. */
  body?: string | AsyncIterable<string>;
}

/**
 * An endpoint on loopback that answers what a test says.
 */
export class FakeTarget {
  readonly requests: IncomingMessage[] = [];
  /** By path. */
  readonly answers = new Map<
    string,
    (request: IncomingMessage) => FakeAnswer | Promise<FakeAnswer>
  >();
  readonly #server: Server;

  static async start(): Promise<FakeTarget> {
    const target = new FakeTarget();
    await new Promise<void>(resolve =>
      target.#server.listen(0, '127.0.0.1', () => resolve()),
    );
    return target;
  }

  private constructor() {
    this.#server = createServer(async (request, response) => {
      this.requests.push(request);
      const { pathname } = new URL(request.url!, 'http://localhost');
      const answer = await this.answers.get(pathname)?.(request);
      response.writeHead(answer?.status ?? (answer ? 200 : 404), {
        'content-type': 'text/plain; version=0.0.4',
        ...answer?.headers,
      });
      if (typeof answer?.body === 'object') {
        for await (const piece of answer.body) {
          response.write(piece);
        }
        response.end();
      } else {
        response.end(answer?.body);
      }
    });
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `http://${this.host}`;
  }

  /** What is told at a path from now on. */
  tell(path: string, body: string, headers?: Record<string, string>): void {
    this.answers.set(path, () => ({ body, headers }));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }
}
