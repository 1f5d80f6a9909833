import { z } from 'zod';
import { RefusedFailure, UnreachableFailure, UsageFailure } from '../failures';
import type { Surroundings } from '../Surroundings';
import { describeConnection, isUntrusted } from './describeConnection';
import { readBody } from './readBody';
import { readRetryAfter } from './readRetryAfter';

const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 1000;
/** Who asks for more patience than this is not there. */
const LONGEST_PAUSE_MS = 60_000;
/** The same may work in a moment. */
const PASSING = [429, 502, 503, 504];
/** The portal says that what was sent is wrong. */
const WRONG = [400, 404, 413, 415, 422];

const errorSchema = z.object({
  error: z.object({ message: z.string() }),
});

/**
 * Asks the portal. Everything here may be asked again: nothing happens twice.
 */
export class Portal {
  readonly #url: string;
  readonly #token: string;
  readonly #timeoutMs: number;
  readonly #surroundings: Surroundings;

  constructor(options: {
    url: string;
    token: string;
    timeoutMs: number;
    surroundings: Surroundings;
  }) {
    this.#url = options.url;
    this.#token = options.token;
    this.#timeoutMs = options.timeoutMs;
    this.#surroundings = options.surroundings;
  }

  async get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    return this.#ask(path, {}, schema);
  }

  async post<T>(
    path: string,
    body: string | Uint8Array,
    contentType: string,
    schema: z.ZodType<T>,
  ): Promise<T> {
    return this.#ask(
      path,
      { method: 'POST', body, headers: { 'content-type': contentType } },
      schema,
    );
  }

  async #ask<T>(
    path: string,
    request: { method?: string; body?: string | Uint8Array; headers?: object },
    schema: z.ZodType<T>,
  ): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const answer = await this.#try(path, request);
      if ('text' in answer) {
        return this.#read(answer.text, schema);
      }
      const pause = answer.retryAfterMs ?? FIRST_PAUSE_MS * 2 ** (attempt - 1);
      if (attempt === ATTEMPTS || pause > LONGEST_PAUSE_MS) {
        throw new UnreachableFailure(`${this.#url}: ${answer.problem}`);
      }
      this.#surroundings.err(`${answer.problem}; asking again\n`);
      await this.#surroundings.wait(pause);
    }
  }

  /** @returns what went wrong where it may be over in a moment. */
  async #try(
    path: string,
    request: { method?: string; body?: string | Uint8Array; headers?: object },
  ): Promise<{ text: string } | { problem: string; retryAfterMs?: number }> {
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${this.#url}/api/scorecards${path}`, {
        ...request,
        headers: {
          ...request.headers,
          accept: 'application/json',
          authorization: `Bearer ${this.#token}`,
        },
        // The token is for this portal, and for nobody that it names.
        redirect: 'manual',
        signal: AbortSignal.timeout(this.#timeoutMs),
      } as RequestInit);
      text = await readBody(response);
    } catch (error) {
      if (isUntrusted(error)) {
        throw new RefusedFailure(`${this.#url}: ${describeConnection(error)}`);
      }
      return { problem: describeConnection(error) };
    }
    const { status } = response;
    if (PASSING.includes(status)) {
      const retryAfterMs = readRetryAfter(response.headers.get('retry-after'));
      return {
        problem: `The portal answered ${status}`,
        ...(retryAfterMs !== undefined && { retryAfterMs }),
      };
    }
    if (status >= 200 && status < 300) {
      return { text };
    }
    throw this.#refusal(status, text, response.headers.get('location'));
  }

  #refusal(status: number, text: string, location: string | null): Error {
    const told = errorSchema.safeParse(parse(text));
    if (told.success && WRONG.includes(status)) {
      return new UsageFailure(told.data.error.message);
    }
    if (status >= 300 && status < 400) {
      const host = URL.canParse(location ?? '') && new URL(location!).host;
      return new RefusedFailure(
        `${this.#url}: answered ${status} and sends on${
          host ? ` to ${host}` : ''
        }; name the address of the portal itself`,
      );
    }
    if (status === 404 && !told.success) {
      return new RefusedFailure(
        `${
          this.#url
        }: answered 404; what is there is no portal, or only its pages: name the address of its API (backend.baseUrl)`,
      );
    }
    const said = told.success ? `: ${told.data.error.message}` : '';
    return new RefusedFailure(`${this.#url}: answered ${status}${said}`);
  }

  #read<T>(text: string, schema: z.ZodType<T>): T {
    const answer = schema.safeParse(parse(text));
    if (!answer.success) {
      const [issue] = answer.error.issues;
      throw new RefusedFailure(
        `${this.#url}: gave an answer that is none of the portal (${
          issue.path.join('.') || 'answer'
        }: ${issue.message})`,
      );
    }
    return answer.data;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
