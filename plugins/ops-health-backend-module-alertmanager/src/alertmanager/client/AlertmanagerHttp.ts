import { rootCertificates } from 'node:tls';
import { isError } from '@backstage/errors';
import {
  SourceForbiddenError,
  type QueryCost,
} from '@platform-ops/backstage-plugin-ops-health-node';
import {
  describeConnectionFailure,
  errorCodeOf,
  isPassingCode,
  isPassingStatus,
  oneLine,
  readRetryAfter,
  redirectHost,
  retry,
  RetryableError,
  type RetryOptions,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { Agent, request, type Dispatcher } from 'undici';
import type { AlertmanagerSourceConfig } from '../config/readAlertmanagerSourceConfig';
import { AlertmanagerError } from './AlertmanagerError';
import {
  atMost,
  MalformedAnswerError,
  readRefusal,
  TooLargeAnswerError,
} from './readAnswer';

const MAX_QUOTED_CHARACTERS = 300;

export interface AlertmanagerQuestion {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  /** Sent as JSON. */
  body?: unknown;
  signal: AbortSignal;
}

export interface AlertmanagerHttpOptions {
  retry?: Omit<RetryOptions, 'signal'>;
}

export type RequestCost = Omit<QueryCost, 'samples'>;

type Read<T> = (body: AsyncIterable<Uint8Array>) => Promise<T>;

/**
 * Asks one peer: bounded in time and size, and patient with one that is busy
 * or restarting.
 */
export class AlertmanagerHttp {
  readonly #config: AlertmanagerSourceConfig;
  readonly #url: string;
  readonly #options: AlertmanagerHttpOptions;
  readonly #dispatcher: Dispatcher;

  static create(
    config: AlertmanagerSourceConfig,
    url: string,
    options: AlertmanagerHttpOptions = {},
  ): AlertmanagerHttp {
    return new AlertmanagerHttp(config, url, options);
  }

  private constructor(
    config: AlertmanagerSourceConfig,
    url: string,
    options: AlertmanagerHttpOptions,
  ) {
    this.#config = config;
    this.#url = url;
    this.#options = options;
    this.#dispatcher = new Agent({
      // From one refresh to the next.
      keepAliveTimeout: 60_000,
      connect: {
        timeout: config.timeoutMilliseconds,
        ca: config.certificateAuthorities
          ? [...rootCertificates, config.certificateAuthorities]
          : undefined,
      },
    });
  }

  /** The name by which messages call the peer. */
  get name(): string {
    const { id, peerUrls } = this.#config;
    return peerUrls.length > 1
      ? `Alertmanager '${id}' at ${new URL(this.#url).host}`
      : `Alertmanager '${id}'`;
  }

  /** Ends all connections. */
  async close(): Promise<void> {
    await this.#dispatcher.destroy();
  }

  /** Each attempt begins with a new `read`, and adds to the cost. */
  async ask<T>(
    question: AlertmanagerQuestion,
    cost: RequestCost,
    read: Read<T>,
  ): Promise<T> {
    const attempt = async () => {
      const startedAt = performance.now();
      cost.queries++;
      try {
        return await this.#send(question, cost, read);
      } finally {
        cost.milliseconds += performance.now() - startedAt;
      }
    };
    return retry(attempt, {
      ...this.#options.retry,
      signal: question.signal,
    });
  }

  async #send<T>(
    question: AlertmanagerQuestion,
    cost: RequestCost,
    read: Read<T>,
  ): Promise<T> {
    const timeout = AbortSignal.timeout(this.#config.timeoutMilliseconds);
    try {
      const response = await this.#request(
        question,
        AbortSignal.any([question.signal, timeout]),
      );
      if (response.statusCode < 200 || response.statusCode > 299) {
        throw this.#refused(
          question,
          response,
          await readRefusal(response.body),
        );
      }
      return await read(
        atMost(response.body, this.#config.maxResponseBytes, count => {
          cost.bytes += count;
        }),
      );
    } catch (error) {
      question.signal.throwIfAborted();
      throw this.#failed(question, error, timeout.aborted);
    }
  }

  async #request(
    { method, path, body }: AlertmanagerQuestion,
    signal: AbortSignal,
  ): Promise<Dispatcher.ResponseData> {
    return request(`${this.#url}${path}`, {
      dispatcher: this.#dispatcher,
      method,
      headers: {
        accept: 'application/json',
        ...this.#config.headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
      headersTimeout: this.#config.timeoutMilliseconds,
      bodyTimeout: this.#config.timeoutMilliseconds,
    });
  }

  #refused(
    question: AlertmanagerQuestion,
    { statusCode: status, headers }: Dispatcher.ResponseData,
    message: string,
  ): Error {
    const { key, credentialsKey } = this.#config;
    if (status >= 300 && status < 400) {
      return this.#error(
        question,
        `with a redirect to ${redirectHost(
          headers.location,
        )}, which is not followed. Put the final address into ${key}.url; if it is a sign-in page, look at ${credentialsKey}`,
        { status },
      );
    }
    const said = message ? ` (${this.#quote(message)})` : '';
    if (status === 401 || status === 403) {
      return new SourceForbiddenError(
        `${this.name} answered ${describe(
          question,
        )} with ${status}${said}: look at ${credentialsKey}`,
      );
    }
    const error = this.#error(question, `with ${status}${said}`, { status });
    return isRepeatable(question) && isPassingStatus(status)
      ? new RetryableError(
          error,
          readRetryAfter(headers['retry-after'], Date.now()),
        )
      : error;
  }

  #failed(
    question: AlertmanagerQuestion,
    cause: unknown,
    timedOut: boolean,
  ): Error {
    const { key, credentialsKey } = this.#config;
    if (
      cause instanceof AlertmanagerError ||
      cause instanceof RetryableError ||
      cause instanceof SourceForbiddenError
    ) {
      return cause;
    }
    if (cause instanceof TooLargeAnswerError) {
      return this.#error(
        question,
        `with more than ${
          this.#config.maxResponseBytes
        } bytes (${key}.maxResponseBytes). Nothing of it is used: what is missing would look resolved`,
      );
    }
    if (cause instanceof MalformedAnswerError) {
      return this.#error(
        question,
        /^\s*</.test(cause.head)
          ? `with a web page where JSON was expected. It may be a sign-in page: look at ${credentialsKey}, or the address in ${key}.url leads elsewhere`
          : `with something that is not the list in JSON that was expected, or ends in the middle: ${this.#quote(
              cause.head,
            )}`,
        { cause },
      );
    }
    const code = errorCodeOf(cause);
    const asked = describe(question);
    if (timedOut || code === 'UND_ERR_HEADERS_TIMEOUT') {
      return new AlertmanagerError(
        `${this.name} did not answer ${asked} within ${
          this.#config.timeoutMilliseconds / 1000
        } s (${key}.timeout)`,
        { cause },
      );
    }
    const error = new AlertmanagerError(
      `${this.name} could not be reached for ${asked} (${this.#quote(
        isError(cause) && cause.message ? cause.message : String(code),
      )})${describeConnectionFailure(code, key)}`,
      { cause },
    );
    return isRepeatable(question) && isPassingCode(code)
      ? new RetryableError(error)
      : error;
  }

  /** `Alertmanager 'prod' answered GET /api/v2/alerts <rest>`. */
  #error(
    question: AlertmanagerQuestion,
    rest: string,
    details: { status?: number; cause?: unknown } = {},
  ): AlertmanagerError {
    return new AlertmanagerError(
      `${this.name} answered ${describe(question)} ${rest}`,
      details,
    );
  }

  /** Text of the server, fit to be shown. */
  #quote(text: string): string {
    const redacted = this.#config.secrets.reduce(
      (rest, secret) => rest.replaceAll(secret, '***'),
      text,
    );
    return oneLine(redacted, MAX_QUOTED_CHARACTERS);
  }
}

/** A silence that is made twice is two silences. */
function isRepeatable({ method }: AlertmanagerQuestion): boolean {
  return method === 'GET';
}

function describe({ method, path }: AlertmanagerQuestion): string {
  return `${method} ${path}`;
}
