import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface Asked {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface FakeAnswer {
  status?: number;
  headers?: Record<string, string>;
  /** Text as it is, anything else as JSON. */
  body?: unknown;
  /** Closes the connection after the body, or instead of an answer. */
  hangUp?: boolean;
  /** Never answers. */
  silent?: boolean;
}

type Answering = (asked: Asked) => FakeAnswer;

/**
 * An HTTP server for answers that a real one does not give on demand. They
 * follow Alertmanager's OpenAPI document, api/v2/openapi.yaml; what a real one
 * does is tested in contract.test.ts.
 */
export class FakeServer {
  readonly asked: Asked[] = [];
  readonly #server: Server;
  #answering: Answering = () => ({ body: [] });

  static async start(tls?: { key: string; cert: string }): Promise<FakeServer> {
    const fake = new FakeServer(tls);
    await new Promise<void>(resolve => {
      fake.#server.listen(0, '127.0.0.1', resolve);
    });
    return fake;
  }

  private constructor(tls: { key: string; cert: string } | undefined) {
    this.#server = tls ? createTlsServer(tls) : createServer();
    this.#server.on('request', async (request, response) => {
      const chunks: Buffer[] = [];
      try {
        for await (const chunk of request) {
          chunks.push(chunk);
        }
      } catch {
        // Whoever asked is gone.
        return;
      }
      const asked: Asked = {
        method: request.method!,
        url: request.url!,
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      };
      this.asked.push(asked);
      const answer = this.#answering(asked);
      if (answer.silent) {
        return;
      }
      if (answer.body === undefined && answer.hangUp) {
        request.socket.destroy();
        return;
      }
      const raw = typeof answer.body === 'string';
      response.writeHead(answer.status ?? 200, {
        'content-type': raw ? 'text/plain' : 'application/json',
        ...answer.headers,
      });
      const body = raw ? answer.body : JSON.stringify(answer.body ?? {});
      if (answer.hangUp) {
        response.write(body, () => request.socket.destroy());
      } else {
        response.end(body);
      }
    });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  answer(answering: Answering): void {
    this.asked.length = 0;
    this.#answering = answering;
  }

  /** Answers in turn; the last one for ever. */
  answerInTurn(...answers: FakeAnswer[]): void {
    let turn = 0;
    this.answer(() => answers[Math.min(turn++, answers.length - 1)]);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }
}
