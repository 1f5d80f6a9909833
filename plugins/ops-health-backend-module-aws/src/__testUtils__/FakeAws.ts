import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a service of AWS answers to one request. */
export interface FakeAnswer {
  status?: number;
  /** Of an error, in the header where AWS' JSON protocol has it. */
  error?: string;
  body?: object | string;
  /** Never answers. */
  hangs?: boolean;
}

/**
 * A server that speaks AWS' JSON 1.0 protocol as far as errors go
 * (https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html), for what
 * moto never does: it throttles, refuses and hangs as told.
 */
export class FakeAws {
  readonly requests: string[] = [];
  mostAtOnce = 0;
  /** Answers go out once so many requests wait for one. */
  waitFor = 1;
  answer: (operation: string, attempt: number) => FakeAnswer = () => ({});
  readonly #server: Server;
  readonly #waiting: Array<() => void> = [];
  #running = 0;

  static async start(): Promise<FakeAws> {
    const fake = new FakeAws();
    await new Promise<void>(resolve =>
      fake.#server.listen(0, '127.0.0.1', resolve),
    );
    return fake;
  }

  private constructor() {
    this.#server = createServer((request, response) => {
      const operation = String(request.headers['x-amz-target'])
        .split('.')
        .at(-1)!;
      this.requests.push(operation);
      this.#running++;
      this.mostAtOnce = Math.max(this.mostAtOnce, this.#running);
      request.resume().on('end', () => {
        this.#waiting.push(() => {
          this.#running--;
          this.#answer(operation, response);
        });
        if (this.#waiting.length >= this.waitFor) {
          this.#waiting.splice(0).forEach(answer => answer());
        }
      });
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  #answer(operation: string, response: ServerResponse): void {
    const attempt = this.requests.filter(name => name === operation).length;
    const {
      status = 200,
      error,
      body = {},
      hangs,
    } = this.answer(operation, attempt);
    if (!hangs) {
      response.writeHead(status, {
        'content-type': 'application/x-amz-json-1.0',
        ...(error && { 'x-amzn-errortype': error }),
      });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    }
  }
}
