import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A request that a fake server got. */
export interface AskedRequest {
  method: string;
  /** Path and query, as they came. */
  url: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: string;
}

/** What a fake server says to a request. */
export interface FakeAnswer {
  status?: number;
  headers?: Record<string, string>;
  /**
   * Text and bytes as they are, pieces one after the other, anything else as
   * JSON.
   */
  body?: unknown;
  /** Closes the connection after the body, or instead of an answer. */
  hangUp?: boolean;
  /** Never answers. */
  silent?: boolean;
}

type Answering = (asked: AskedRequest) => FakeAnswer | Promise<FakeAnswer>;

/**
 * An HTTP server on loopback for answers that a real one does not give on
 * demand: failures, strange bodies, silence. A test that uses it says which
 * published document its answers follow; what real servers do is tested with
 * real ones.
 */
export class FakeHttpServer {
  readonly asked: AskedRequest[] = [];
  readonly #server: Server;
  readonly #protocol: 'http' | 'https';
  #answering: Answering;

  static async start(options?: {
    /** PEM. */
    tls?: { key: string; cert: string };
    /** Until a test says otherwise; an empty object unless told. */
    answer?: Answering;
  }): Promise<FakeHttpServer> {
    const fake = new FakeHttpServer(options);
    await new Promise<void>(resolve => {
      fake.#server.listen(0, '127.0.0.1', resolve);
    });
    return fake;
  }

  private constructor(options: Parameters<typeof FakeHttpServer.start>[0]) {
    const { tls, answer = () => ({ body: {} }) } = options ?? {};
    this.#answering = answer;
    this.#protocol = tls ? 'https' : 'http';
    this.#server = tls ? createTlsServer(tls) : createServer();
    this.#server.on('request', async (request, response) => {
      const body = await readBody(request);
      if (body === undefined) {
        return;
      }
      const url = new URL(request.url!, 'http://fake');
      const asked: AskedRequest = {
        method: request.method!,
        url: request.url!,
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body,
      };
      this.asked.push(asked);
      await send(response, await this.#answering(asked));
    });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get host(): string {
    return `127.0.0.1:${this.port}`;
  }

  get url(): string {
    return `${this.#protocol}://${this.host}`;
  }

  /** Answers so from now on, and forgets what was asked. */
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

/** @returns undefined where whoever asked is gone. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) {
      chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks).toString();
}

async function send(
  response: ServerResponse,
  answer: FakeAnswer,
): Promise<void> {
  const { status = 200, headers, body, hangUp, silent } = answer;
  if (silent) {
    return;
  }
  if (hangUp && body === undefined) {
    response.socket?.destroy();
    return;
  }
  const isRaw =
    typeof body === 'string' || Buffer.isBuffer(body) || isPieces(body);
  response.writeHead(status, {
    'content-type': isRaw ? 'text/plain' : 'application/json',
    ...headers,
  });
  for await (const piece of isPieces(body) ? body : [body]) {
    if (response.destroyed) {
      return;
    }
    await new Promise(resolve => {
      response.write(isRaw ? piece : JSON.stringify(piece ?? {}), resolve);
    });
  }
  if (hangUp) {
    response.socket?.destroy();
  } else {
    response.end();
  }
}

function isPieces(body: unknown): body is AsyncIterable<string | Buffer> {
  return (
    typeof body === 'object' && body !== null && Symbol.asyncIterator in body
  );
}
