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
  LONGEST_RETRY_AFTER_MILLISECONDS,
  readRetryAfter,
  redirectHost,
  retry,
  RetryableError,
  type RetryOptions,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { Agent, request, type Dispatcher } from 'undici';
import type { PrometheusSourceConfig } from '../config/readPrometheusSourceConfig';
import { PrometheusError } from './PrometheusError';
import { QueryGate, type Lane } from './QueryGate';
import {
  MalformedAnswerError,
  readAnswer,
  type ReadAnswer,
  type ReadAnswerOptions,
} from './readAnswer';
import { readRefusal, type Refusal } from './readRefusal';
import { RequestSigner } from './RequestSigner';
import { NoSeriesError } from './toSeries';

const MAX_QUOTED_CHARACTERS = 300;

export interface PrometheusQuestion {
  /** Queries go by POST, for they are long. They only read all the same. */
  method: 'GET' | 'POST';
  path: string;
  parameters: Record<string, string>;
  lane: Lane;
  signal: AbortSignal;
}

export interface PrometheusAnswer<Item>
  extends Pick<ReadAnswer, 'cut' | 'fields'> {
  items: Item[];
  cost: Omit<QueryCost, 'samples'>;
}

export interface PrometheusHttpOptions {
  retry?: Omit<RetryOptions, 'signal'>;
}

/**
 * Asks one server: bounded in time, size and number, signed where it is AWS,
 * and patient with servers that are busy or restarting.
 */
export class PrometheusHttp {
  readonly #config: PrometheusSourceConfig;
  readonly #options: PrometheusHttpOptions;
  readonly #dispatcher: Dispatcher;
  readonly #gate: QueryGate;
  readonly #signer: RequestSigner | undefined;

  static create(
    config: PrometheusSourceConfig,
    options: PrometheusHttpOptions = {},
  ): PrometheusHttp {
    return new PrometheusHttp(config, options);
  }

  private constructor(
    config: PrometheusSourceConfig,
    options: PrometheusHttpOptions,
  ) {
    this.#config = config;
    this.#options = options;
    this.#signer = config.sigv4 && RequestSigner.create(config.sigv4);
    this.#gate = QueryGate.create({
      name: this.name,
      maxConcurrency: config.maxConcurrency,
      maxQueriesPerMinute: config.maxQueriesPerMinute,
    });
    this.#dispatcher = new Agent({
      connections: config.maxConcurrency,
      // From one refresh to the next.
      keepAliveTimeout: 60_000,
      connect: {
        timeout: Math.min(10_000, config.timeoutMilliseconds),
        ca: config.certificateAuthorities
          ? [...rootCertificates, config.certificateAuthorities]
          : undefined,
      },
    });
  }

  /** The name by which messages call the server. */
  get name(): string {
    return `Prometheus '${this.#config.id}'`;
  }

  /** Ends all connections and sends away who waits. */
  async close(): Promise<void> {
    this.#gate.close();
    await this.#dispatcher.destroy();
  }

  async ask<Item>(
    question: PrometheusQuestion,
    reading: Pick<ReadAnswerOptions, 'list' | 'maxElements'> & {
      toItem(element: unknown): Item;
    },
  ): Promise<PrometheusAnswer<Item>> {
    const cost = { queries: 0, bytes: 0, milliseconds: 0 };
    const attempt = async () => {
      const startedAt = performance.now();
      const items: Item[] = [];
      cost.queries++;
      try {
        const answer = await this.#send(question, {
          ...reading,
          maxBytes: this.#config.maxResponseBytes,
          onElement: element => items.push(reading.toItem(element)),
        });
        cost.bytes += answer.bytes;
        return { ...answer, items, cost };
      } finally {
        cost.milliseconds += performance.now() - startedAt;
      }
    };
    return retry(
      () => this.#gate.run(question.lane, attempt, question.signal),
      { ...this.#options.retry, signal: question.signal },
    );
  }

  /** Text of the server, fit to be shown. */
  quote(text: string): string {
    const line = this.#redact(text).replace(/\s+/g, ' ').trim();
    return line.length > MAX_QUOTED_CHARACTERS
      ? `${line.slice(0, MAX_QUOTED_CHARACTERS)}…`
      : line;
  }

  async #send(
    question: PrometheusQuestion,
    reading: ReadAnswerOptions,
  ): Promise<ReadAnswer> {
    const timeout = AbortSignal.timeout(this.#config.timeoutMilliseconds);
    const signal = AbortSignal.any([question.signal, timeout]);
    try {
      const response = await this.#request(question, signal);
      if (response.statusCode < 200 || response.statusCode > 299) {
        throw this.#refused(
          question,
          response,
          await readRefusal(response.body),
        );
      }
      const answer = await this.#read(question, response, reading);
      if (answer.fields.status === 'error') {
        throw this.#refused(question, response, {
          type: String(answer.fields.errorType),
          message: String(answer.fields.error),
        });
      }
      return answer;
    } catch (error) {
      question.signal.throwIfAborted();
      throw this.#failed(question, error, timeout.aborted);
    }
  }

  async #request(
    { method, path, parameters }: PrometheusQuestion,
    signal: AbortSignal,
  ): Promise<Dispatcher.ResponseData> {
    const url = new URL(`${this.#config.url}${path}`);
    const form = new URLSearchParams(parameters).toString();
    if (method === 'GET') {
      url.search = form;
    }
    const body = method === 'POST' ? form : undefined;
    const headers = {
      accept: 'application/json',
      ...this.#config.headers,
      ...(body === undefined
        ? {}
        : { 'content-type': 'application/x-www-form-urlencoded' }),
    };
    return request(url, {
      dispatcher: this.#dispatcher,
      method,
      headers: this.#signer
        ? await this.#signer.sign({ method, url, headers, body }, signal)
        : headers,
      body,
      signal,
      headersTimeout: this.#config.timeoutMilliseconds,
      bodyTimeout: this.#config.timeoutMilliseconds,
    });
  }

  async #read(
    question: PrometheusQuestion,
    { headers, body }: Dispatcher.ResponseData,
    reading: ReadAnswerOptions,
  ): Promise<ReadAnswer> {
    try {
      return await readAnswer(body, reading);
    } catch (error) {
      if (!(error instanceof MalformedAnswerError)) {
        throw error;
      }
      if (error.cause instanceof NoSeriesError) {
        throw this.#error(
          question,
          `with something that is no series: ${this.quote(
            String(JSON.stringify(error.cause.element)),
          )}`,
          { cause: error },
        );
      }
      const isPage =
        String(headers['content-type'] ?? '').includes('text/html') ||
        /^\s*</.test(error.head);
      throw this.#error(
        question,
        isPage
          ? `with a web page where JSON was expected. It may be a sign-in page: look at ${
              this.#config.credentialsKey
            }, or the address in ${this.#config.key}.url leads elsewhere`
          : `with something that is not JSON or ends in the middle: ${this.quote(
              error.head,
            )}`,
        { cause: error },
      );
    }
  }

  #refused(
    question: PrometheusQuestion,
    { statusCode: status, headers }: Dispatcher.ResponseData,
    { type, message }: Refusal,
  ): Error {
    if (status >= 300 && status < 400) {
      return this.#error(
        question,
        `with a redirect to ${redirectHost(
          headers.location,
        )}, which is not followed. Put the final address into ${
          this.#config.key
        }.url; if it is a sign-in page, look at ${this.#config.credentialsKey}`,
        { status },
      );
    }
    const words = [type, message].filter(Boolean).join(': ');
    const said = words ? ` (${this.quote(words)})` : '';
    if (status === 401 || status === 403) {
      return new SourceForbiddenError(
        `${this.name} answered ${describeQuestion(
          question,
        )} with ${status}${said}: look at ${this.#config.credentialsKey}`,
      );
    }
    const error = this.#error(question, `with ${status}${said}`, { status });
    // A query that took too long would take as long again.
    if (!isPassingStatus(status) || type === 'timeout') {
      return error;
    }
    const asked = readRetryAfter(headers['retry-after'], Date.now());
    if (asked !== undefined) {
      this.#gate.pause(Math.min(asked, LONGEST_RETRY_AFTER_MILLISECONDS));
    }
    return new RetryableError(error, asked);
  }

  #failed(
    question: PrometheusQuestion,
    cause: unknown,
    timedOut: boolean,
  ): Error {
    if (
      cause instanceof PrometheusError ||
      cause instanceof RetryableError ||
      cause instanceof SourceForbiddenError
    ) {
      return cause;
    }
    const code = errorCodeOf(cause);
    const asked = describeQuestion(question);
    if (timedOut || code === 'UND_ERR_HEADERS_TIMEOUT') {
      return new PrometheusError(
        `${this.name} did not answer ${asked} within ${
          this.#config.timeoutMilliseconds / 1000
        } s (${this.#config.key}.timeout)`,
        { cause },
      );
    }
    const error = new PrometheusError(
      `${this.name} could not be reached for ${asked} (${this.quote(
        isError(cause) && cause.message ? cause.message : String(code),
      )})${describeConnectionFailure(code, this.#config.key)}`,
      { cause },
    );
    return isPassingCode(code) ? new RetryableError(error) : error;
  }

  /** `Prometheus 'prod' answered POST /api/v1/query <rest>`. */
  #error(
    question: PrometheusQuestion,
    rest: string,
    details: { status?: number; cause?: unknown } = {},
  ): PrometheusError {
    return new PrometheusError(
      `${this.name} answered ${describeQuestion(question)} ${rest}`,
      details,
    );
  }

  #redact(text: string): string {
    return [...this.#config.secrets, ...(this.#signer?.secrets ?? [])].reduce(
      (redacted, secret) => redacted.replaceAll(secret, '***'),
      text,
    );
  }
}

function describeQuestion({ method, path }: PrometheusQuestion): string {
  return `${method} ${path}`;
}
