import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: unknown;
}

export interface FakeAnswer {
  status?: number;
  headers?: Record<string, string>;
  /** Text as it is, anything else as JSON. */
  body?: unknown;
  /** Closes the connection instead. */
  hangUp?: boolean;
  /** Never answers. */
  silent?: boolean;
}

type Answering = (asked: Asked) => FakeAnswer | Promise<FakeAnswer>;

/**
 * An HTTP server for answers that the real MLflow does not give on demand:
 * failures, strange bodies, old or foreign servers. Answers that stand for
 * MLflow's follow its published protos (mlflow/protos/model_registry.proto and
 * service.proto); what the real one does is tested in contract.test.ts.
 */
export class FakeServer {
  readonly asked: Asked[] = [];
  readonly #server: Server;
  #answering: Answering = () => ({ body: {} });

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
      const url = new URL(request.url!, 'http://fake');
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
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body: chunks.length
          ? JSON.parse(Buffer.concat(chunks).toString())
          : undefined,
      };
      this.asked.push(asked);
      const answer = await this.#answering(asked);
      if (answer.hangUp) {
        request.socket.destroy();
      } else if (!answer.silent) {
        const isText = typeof answer.body === 'string';
        response.writeHead(answer.status ?? 200, {
          'content-type': isText ? 'text/plain' : 'application/json',
          ...answer.headers,
        });
        response.end(isText ? answer.body : JSON.stringify(answer.body ?? {}));
      }
    });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
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
