import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a request is answered. */
export interface FakeAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** Answers what the test says, in turn; the last of it again and again. */
export class FakePortal {
  readonly requests: Array<{ path: string; headers: object; body: string }> =
    [];
  answers: FakeAnswer[] = [];
  readonly #server: Server;

  static async start(): Promise<FakePortal> {
    const portal = new FakePortal();
    await new Promise<void>(resolve =>
      portal.#server.listen(0, '127.0.0.1', resolve),
    );
    return portal;
  }

  private constructor() {
    this.#server = createServer(async (request, response) => {
      this.requests.push({
        path: request.url!,
        headers: request.headers,
        body: await readAll(request),
      });
      const {
        status = 200,
        headers,
        body,
      } = this.answers.length > 1 ? this.answers.shift()! : this.answers[0];
      response.writeHead(status, headers);
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }
}

async function readAll(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) {
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
