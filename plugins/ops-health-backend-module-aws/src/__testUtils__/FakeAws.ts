import { FakeHttpServer, type FakeAnswer } from '@platform-ops/test-servers';

/** What a service of AWS answers to one request. */
export interface AwsAnswer extends FakeAnswer {
  /** Of an error, in the header where AWS' JSON protocol has it. */
  error?: string;
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
  answer: (operation: string, attempt: number) => AwsAnswer = () => ({});
  readonly #server: FakeHttpServer;
  readonly #waiting: Array<() => void> = [];
  #running = 0;

  static async start(): Promise<FakeAws> {
    return new FakeAws(await FakeHttpServer.start());
  }

  private constructor(server: FakeHttpServer) {
    this.#server = server;
    server.answer(async ({ headers }) => {
      const operation = String(headers['x-amz-target']).split('.').at(-1)!;
      this.requests.push(operation);
      this.#running++;
      this.mostAtOnce = Math.max(this.mostAtOnce, this.#running);
      await this.#takeTurn();
      this.#running--;
      return this.#answer(operation);
    });
  }

  get url(): string {
    return this.#server.url;
  }

  async stop(): Promise<void> {
    await this.#server.stop();
  }

  async #takeTurn(): Promise<void> {
    await new Promise<void>(resolve => {
      this.#waiting.push(resolve);
      if (this.#waiting.length >= this.waitFor) {
        this.#waiting.splice(0).forEach(goOn => goOn());
      }
    });
  }

  #answer(operation: string): FakeAnswer {
    const attempt = this.requests.filter(name => name === operation).length;
    const { error, ...answer } = this.answer(operation, attempt);
    return {
      ...answer,
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        ...(error && { 'x-amzn-errortype': error }),
      },
    };
  }
}
