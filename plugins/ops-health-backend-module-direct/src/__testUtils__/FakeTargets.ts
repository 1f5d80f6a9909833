import type {
  TargetClient,
  TargetRequest,
  TargetResponse,
} from '../client/TargetClient';
import { TargetError } from '../client/TargetError';

/**
 * Targets that answer from memory what a test says.
 */
export class FakeTargets implements Pick<TargetClient, 'get'> {
  readonly requests: TargetRequest[] = [];
  readonly #texts = new Map<string, string | undefined>();

  /** What is told at an address from now on. */
  tell(url: string, text: string): void {
    this.#texts.set(new URL(url).href, text);
  }

  /** An address that nobody answers from now on. */
  fail(url: string): void {
    this.#texts.delete(new URL(url).href);
  }

  /** How often an address was asked. */
  count(url: string): number {
    return this.requests.filter(request => request.url.href === url).length;
  }

  async get<T>(
    asked: TargetRequest,
    read: (response: TargetResponse, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    this.requests.push(asked);
    const text = this.#texts.get(asked.url.href);
    if (text === undefined) {
      throw new TargetError(`${asked.url.href} does not answer`);
    }
    const body = async function* body() {
      yield Buffer.from(text);
    };
    try {
      return await read(
        {
          contentType: text.endsWith('# EOF\n')
            ? 'application/openmetrics-text'
            : 'text/plain',
          body: body(),
        },
        asked.signal,
      );
    } catch (error) {
      throw new TargetError(`${asked.url.href}: ${(error as Error).message}`);
    }
  }
}
