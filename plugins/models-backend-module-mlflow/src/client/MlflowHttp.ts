import { rootCertificates } from 'node:tls';
import { isError } from '@backstage/errors';
import {
  ConcurrencyLimit,
  describeConnectionFailure,
  errorCodeOf,
  isPassingCode,
  isPassingStatus,
  readRetryAfter,
  redirectHost,
  retry,
  RetryableError,
  type RetryOptions,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { Agent, request, type Dispatcher } from 'undici';
import type { MlflowRegistryConfig } from '../readMlflowRegistryConfig';
import { MlflowError } from './MlflowError';
import { parseJson } from './parseJson';

/** More than 200,000 versions on one page, yet no danger to the process. */
const MAX_RESPONSE_BYTES = 256 * 1024 * 1024;
const MAX_QUOTED_CHARACTERS = 300;

export interface MlflowQuestion {
  path: string;
  query?: Record<string, string | string[] | undefined>;
  /** Given: asked by POST. All questions only read, so they may be repeated. */
  body?: unknown;
  signal: AbortSignal;
}

export interface MlflowHttpOptions {
  maxResponseBytes?: number;
  retry?: Omit<RetryOptions, 'signal'>;
}

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/**
 * Asks one server: bounded in time, size and number, and patient with servers
 * that are busy or restarting.
 */
export class MlflowHttp {
  readonly #config: MlflowRegistryConfig;
  readonly #options: MlflowHttpOptions;
  readonly #dispatcher: Dispatcher;
  readonly #limit: ConcurrencyLimit;

  static create(
    config: MlflowRegistryConfig,
    options: MlflowHttpOptions = {},
  ): MlflowHttp {
    return new MlflowHttp(config, options);
  }

  private constructor(
    config: MlflowRegistryConfig,
    options: MlflowHttpOptions,
  ) {
    this.#config = config;
    this.#options = options;
    this.#limit = ConcurrencyLimit.create(config.maxConcurrency);
    this.#dispatcher = new Agent({
      connections: config.maxConcurrency,
      connect: {
        timeout: Math.min(10_000, config.requestTimeoutMilliseconds),
        ca: config.certificateAuthorities
          ? [...rootCertificates, config.certificateAuthorities]
          : undefined,
      },
    });
  }

  /** The name by which error messages call the server. */
  get name(): string {
    return `MLflow '${this.#config.id}'`;
  }

  async close(): Promise<void> {
    await this.#dispatcher.destroy();
  }

  async askText(question: MlflowQuestion): Promise<string> {
    return (await this.#ask(question)).text;
  }

  async askJson(question: MlflowQuestion): Promise<unknown> {
    const { text, headers } = await this.#ask(question);
    if (isHtml(headers, text)) {
      throw this.#error(
        question,
        `with a web page where JSON was expected. It may be a sign-in page: look at ${
          this.#config.credentialsKey
        }, or the address in models.registries.${
          this.#config.id
        }.url leads elsewhere`,
      );
    }
    try {
      return parseJson(text);
    } catch (cause) {
      throw this.#error(
        question,
        `with something that is not JSON: ${this.#quote(text)}`,
        { cause },
      );
    }
  }

  /** `MLflow 'prod' answered GET /path <rest>`. */
  #error(
    question: MlflowQuestion,
    rest: string,
    details: { status?: number; errorCode?: string; cause?: unknown } = {},
  ): MlflowError {
    return new MlflowError(
      `${this.name} answered ${describeQuestion(question)} ${rest}`,
      details,
    );
  }

  async #ask(question: MlflowQuestion): Promise<Answer> {
    return retry(
      () =>
        this.#limit.run(async () => {
          const answer = await this.#send(question);
          this.#assertSuccess(question, answer);
          return answer;
        }, question.signal),
      { ...this.#options.retry, signal: question.signal },
    );
  }

  async #send(question: MlflowQuestion): Promise<Answer> {
    const { url, headers, requestTimeoutMilliseconds } = this.#config;
    const timeout = AbortSignal.timeout(requestTimeoutMilliseconds);
    try {
      const response = await request(
        `${url}${question.path}${toSearch(question)}`,
        {
          dispatcher: this.#dispatcher,
          method: question.body === undefined ? 'GET' : 'POST',
          headers: {
            accept: 'application/json',
            ...headers,
            ...(question.body === undefined
              ? {}
              : { 'content-type': 'application/json' }),
          },
          body:
            question.body === undefined
              ? undefined
              : JSON.stringify(question.body),
          signal: AbortSignal.any([question.signal, timeout]),
          headersTimeout: requestTimeoutMilliseconds,
          bodyTimeout: requestTimeoutMilliseconds,
        },
      );
      return {
        status: response.statusCode,
        headers: response.headers,
        text: await this.#readText(question, response.body),
      };
    } catch (error) {
      question.signal.throwIfAborted();
      throw this.#connectionError(question, error, timeout.aborted);
    }
  }

  async #readText(
    question: MlflowQuestion,
    body: AsyncIterable<Uint8Array>,
  ): Promise<string> {
    const limit = this.#options.maxResponseBytes ?? MAX_RESPONSE_BYTES;
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of body) {
      size += chunk.byteLength;
      if (size > limit) {
        throw this.#error(
          question,
          `with more than ${Math.round(
            limit / 1024 / 1024,
          )} MiB, which is too much to read at once`,
        );
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  }

  #connectionError(
    question: MlflowQuestion,
    cause: unknown,
    timedOut: boolean,
  ): Error {
    if (cause instanceof MlflowError) {
      return cause;
    }
    const code = errorCodeOf(cause);
    const asked = describeQuestion(question);
    if (timedOut || code === 'UND_ERR_HEADERS_TIMEOUT') {
      return new MlflowError(
        `${this.name} did not answer ${asked} within ${
          this.#config.requestTimeoutMilliseconds / 1000
        } s`,
        { cause },
      );
    }
    const reason = this.#redact(
      isError(cause) && cause.message ? cause.message : String(code),
    );
    const advice = describeConnectionFailure(
      code,
      `models.registries.${this.#config.id}`,
    );
    const error = new MlflowError(
      `${this.name} could not be reached for ${asked} (${reason})${advice}`,
      { cause },
    );
    return isPassingCode(code) ? new RetryableError(error) : error;
  }

  #assertSuccess(question: MlflowQuestion, answer: Answer): void {
    const { status, headers, text } = answer;
    if (status >= 200 && status < 300) {
      return;
    }
    if (status >= 300 && status < 400) {
      throw this.#error(
        question,
        `with a redirect to ${redirectHost(
          headers.location,
        )}, which is not followed. Put the final address into models.registries.${
          this.#config.id
        }.url; if it is a sign-in page, look at ${this.#config.credentialsKey}`,
        { status },
      );
    }
    const { errorCode, message } = readMlflowMessage(text);
    const said = message ? ` (${this.#quote(message)})` : '';
    if (status === 401 || status === 403) {
      throw this.#error(
        question,
        `with ${status}${said}: look at ${this.#config.credentialsKey}`,
        { status, errorCode },
      );
    }
    const error = this.#error(question, `with ${status}${said}`, {
      status,
      errorCode,
    });
    if (isPassingStatus(status)) {
      throw new RetryableError(
        error,
        readRetryAfter(headers['retry-after'], Date.now()),
      );
    }
    throw error;
  }

  #quote(text: string): string {
    const line = this.#redact(text).replace(/\s+/g, ' ').trim();
    return line.length > MAX_QUOTED_CHARACTERS
      ? `${line.slice(0, MAX_QUOTED_CHARACTERS)}…`
      : line;
  }

  #redact(text: string): string {
    return this.#config.secrets.reduce(
      (redacted, secret) => redacted.replaceAll(secret, '***'),
      text,
    );
  }
}

export function describeQuestion(question: MlflowQuestion): string {
  return `${question.body === undefined ? 'GET' : 'POST'} ${question.path}`;
}

function toSearch(question: MlflowQuestion): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(question.query ?? {})) {
    for (const item of [value ?? []].flat()) {
      search.append(key, item);
    }
  }
  return search.size ? `?${search}` : '';
}

function isHtml(headers: Answer['headers'], text: string): boolean {
  return (
    String(headers['content-type'] ?? '').includes('text/html') ||
    /^\s*<(!doctype|html)/i.test(text)
  );
}

function readMlflowMessage(text: string): {
  errorCode?: string;
  message?: string;
} {
  // MLflow calls its plain texts HTML, too.
  if (/^\s*</.test(text)) {
    return {};
  }
  try {
    const body = JSON.parse(text) as {
      error_code?: unknown;
      message?: unknown;
    };
    const errorCode =
      typeof body.error_code === 'string' ? body.error_code : undefined;
    return {
      errorCode,
      message: [errorCode, body.message].filter(Boolean).join(': '),
    };
  } catch {
    return { message: text };
  }
}
