import type { z } from 'zod';
import type { ConnectionOptions } from './ConnectionOptions';
import { readCredentials, type Credentials } from './Credentials';
import { parseJson } from './parseJson';
import { describeQuestion, toPath, toSearch, type Question } from './Question';
import { redact } from './redact';
import { readRefusal } from './readRefusal';
import { readRetryAfter } from './readRetryAfter';
import { readText } from './readText';
import { ServiceError, type ServiceErrorDetails } from './ServiceError';
import { realTimer, type Timer } from './Timer';

const TIMEOUT_SECONDS = 30;
const MAX_BYTES = 5 * 1024 * 1024;
const MAX_QUOTED_CHARACTERS = 300;
/** Services say why something failed in their answers, too. */
const MAX_MESSAGE_CHARACTERS = 2_000;
const MAX_REDIRECTS = 3;
const RETRIES = 3;
const FIRST_DELAY_MILLISECONDS = 250;
/** Who asks for more patience is not asked again. */
const LONGEST_RETRY_AFTER_MILLISECONDS = 30_000;
const PASSING_STATUSES = [429, 502, 503, 504];
const PASSING_CODES = [
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'UND_ERR_SOCKET',
];

interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

/** A failure that a question which changes nothing is asked again after. */
class PassingFailure extends Error {
  constructor(
    readonly failure: ServiceError,
    readonly retryAfterMilliseconds: number,
  ) {
    super(failure.message);
  }
}

/**
 * Asks one service: bounded in time and size, checks what it answers, repeats
 * only what changes nothing, and tells failures without secrets.
 */
export class ServiceHttp {
  readonly service: string;
  readonly timer: Timer;
  readonly #url: string;
  readonly #key: string | undefined;
  readonly #fetch: typeof fetch;
  readonly #timeoutSeconds: number;
  readonly #credentials: Credentials;

  /** @param service - Its name for people. */
  static create(service: string, options: ConnectionOptions): ServiceHttp {
    return new ServiceHttp(service, options);
  }

  private constructor(service: string, options: ConnectionOptions) {
    this.service = service;
    this.timer = options.timer ?? realTimer;
    this.#key = options.key;
    this.#url = readUrl(service, options);
    this.#credentials = readCredentials(service, options);
    this.#timeoutSeconds = options.timeoutSeconds ?? TIMEOUT_SECONDS;
    this.#fetch = options.fetch ?? fetch;
  }

  /** `Argo CD (goldenPaths.connections.argocd.main) <rest>`. */
  error(rest: string, details?: ServiceErrorDetails): ServiceError {
    const key = this.#key ? ` (${this.#key})` : '';
    const message = this.#credentials.redact(`${this.service}${key} ${rest}`);
    return new ServiceError(
      this.service,
      message.length > MAX_MESSAGE_CHARACTERS
        ? `${message.slice(0, MAX_MESSAGE_CHARACTERS)}…`
        : message,
      details,
    );
  }

  /** The answer's JSON; undefined where the body is empty. */
  async ask<T>(schema: z.ZodType<T>, question: Question): Promise<T> {
    const { text, headers } = await this.#askPatiently(question);
    const asked = describeQuestion(question);
    if (isHtml(headers, text)) {
      throw this.error(
        `answered ${asked} with a web page where JSON was expected. It may be a sign-in page: look at the credentials${this.#in()}, or the address leads elsewhere`,
      );
    }
    let json: unknown;
    try {
      // Why a run failed may quote what it was sent, too.
      json =
        text.trim() === ''
          ? undefined
          : parseJson(this.#credentials.redactAnswer(text));
    } catch {
      throw this.error(
        `answered ${asked} with something that is not JSON: ${this.#quote(
          question,
          text,
        )}`,
      );
    }
    const result = schema.safeParse(json);
    if (!result.success) {
      const [issue] = result.error.issues;
      const where = issue.path.length ? `${issue.path.join('.')}: ` : '';
      throw this.error(
        `answered ${asked} with something unexpected: ${where}${issue.message.replace(
          /^Invalid input: /,
          '',
        )}`,
      );
    }
    return result.data;
  }

  /**
   * As `ask`, undefined where the service says that there is no such thing. A
   * 404 without a code comes from something else, e.g. a proxy.
   */
  async find<T>(
    schema: z.ZodType<T>,
    question: Question,
    isAbsent: (error: ServiceError) => boolean = ({ status, code }) =>
      status === 404 && code !== undefined,
  ): Promise<T | undefined> {
    try {
      return await this.ask(schema, question);
    } catch (error) {
      if (error instanceof ServiceError && isAbsent(error)) {
        return undefined;
      }
      throw error;
    }
  }

  async #askPatiently(question: Question): Promise<Answer> {
    // Addresses are normalised: `/runs/..` would be another question.
    const strange = question.path.find(part => /^\.{0,2}$/.test(part));
    if (strange !== undefined) {
      throw this.error(
        `cannot be asked for '${strange}', allowed is what can be part of an address`,
      );
    }
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#askOnce(question);
      } catch (error) {
        if (!(error instanceof PassingFailure)) {
          throw error;
        }
        const { failure, retryAfterMilliseconds } = error;
        if (
          question.method !== 'GET' ||
          attempt === RETRIES ||
          retryAfterMilliseconds > LONGEST_RETRY_AFTER_MILLISECONDS
        ) {
          throw failure;
        }
        const backOff = FIRST_DELAY_MILLISECONDS * 2 ** attempt;
        const jittered = backOff * (0.5 + Math.random() / 2);
        await this.timer.pause(
          Math.max(retryAfterMilliseconds, jittered),
          question.signal,
        );
      }
    }
  }

  async #askOnce(question: Question): Promise<Answer> {
    let url = `${this.#url}${toPath(question.path)}${toSearch(question.query)}`;
    for (let redirects = 0; ; redirects++) {
      const answer = await this.#send(question, url);
      if (answer.status < 300 || answer.status >= 400) {
        this.#assertSuccess(question, answer);
        return answer;
      }
      url = this.#follow(question, answer, url, redirects);
    }
  }

  async #send(question: Question, url: string): Promise<Answer> {
    const { method, form, signal } = question;
    const timeout = AbortSignal.timeout(this.#timeoutSeconds * 1000);
    const body =
      form ??
      (question.body === undefined ? undefined : JSON.stringify(question.body));
    try {
      const response = await this.#fetch(url, {
        method,
        redirect: 'manual',
        headers: {
          accept: 'application/json',
          ...this.#credentials.headers,
          ...(typeof body === 'string' && {
            'content-type': 'application/json',
          }),
        },
        body,
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      const text = await readText(response, MAX_BYTES);
      if (text === undefined) {
        throw this.error(
          `answered ${describeQuestion(question)} with more than ${
            MAX_BYTES / 1024 / 1024
          } MiB, which is too much to read at once`,
          { status: response.status },
        );
      }
      return { status: response.status, headers: response.headers, text };
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof ServiceError) {
        throw error;
      }
      throw this.#connectionFailure(question, error, timeout.aborted);
    }
  }

  #connectionFailure(
    question: Question,
    error: unknown,
    timedOut: boolean,
  ): Error {
    const asked = describeQuestion(question);
    if (timedOut) {
      return this.error(
        `did not answer ${asked} within ${this.#timeoutSeconds} s`,
        { passing: true },
      );
    }
    const code = codeOf(error);
    const passing = PASSING_CODES.includes(code);
    const advice = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/.test(code)
      ? ': its certificate is not trusted'
      : '';
    const failure = this.error(
      `could not be reached for ${asked} (${code})${advice}`,
      { passing },
    );
    return passing ? new PassingFailure(failure, 0) : failure;
  }

  /**
   * Where a redirect leads on the same origin: credentials go nowhere else, and
   * what changes something is not sent twice.
   */
  #follow(
    question: Question,
    { status, headers }: Answer,
    from: string,
    redirects: number,
  ): string {
    const location = headers.get('location') ?? '';
    const target = URL.canParse(location, from)
      ? new URL(location, from)
      : undefined;
    if (
      question.method === 'GET' &&
      target?.origin === new URL(from).origin &&
      redirects < MAX_REDIRECTS
    ) {
      return target.href;
    }
    const led =
      target?.origin === new URL(from).origin ? 'itself' : 'elsewhere';
    throw this.error(
      `answered ${describeQuestion(question)} with a redirect to ${
        led === 'itself' || !target ? 'another path' : target.origin
      }, which is not followed. Put the final address into the url${this.#in()}; if it is a sign-in page, look at the credentials`,
      { status },
    );
  }

  #assertSuccess(question: Question, { status, headers, text }: Answer): void {
    if (status >= 200 && status < 300) {
      return;
    }
    const { code, message } = readRefusal(text);
    const word = code && /^\d+$/.test(code) ? undefined : code;
    const words = [word, message].filter(Boolean).join(': ');
    const said = words ? ` (${this.#quote(question, words)})` : '';
    const advice = [401, 403].includes(status)
      ? `: look at the credentials${this.#in()} and what they may do`
      : '';
    const passing = PASSING_STATUSES.includes(status);
    const failure = this.error(
      `answered ${describeQuestion(question)} with ${status}${said}${advice}`,
      { status, code: code && this.#quote(question, code), passing },
    );
    throw passing
      ? new PassingFailure(
          failure,
          readRetryAfter(headers.get('retry-after'), this.timer.now()),
        )
      : failure;
  }

  #in(): string {
    return this.#key ? ` in ${this.#key}` : '';
  }

  /** Redacted before it is cut, lest the first half of a secret stays. */
  #quote({ secrets = [] }: Question, text: string): string {
    const line = redact(this.#credentials.redact(text), secrets)
      .replace(/\s+/g, ' ')
      .trim();
    return line.length > MAX_QUOTED_CHARACTERS
      ? `${line.slice(0, MAX_QUOTED_CHARACTERS)}…`
      : line;
  }
}

function readUrl(
  service: string,
  { url, key = 'the connection' }: ConnectionOptions,
): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (
    !parsed ||
    !['http:', 'https:'].includes(parsed.protocol) ||
    parsed.username ||
    parsed.password ||
    parsed.search ||
    parsed.hash
  ) {
    throw new ServiceError(
      service,
      `${key}.url: found something else, allowed is an http or https address without credentials, '?' and '#'`,
    );
  }
  return parsed.href.replace(/\/+$/, '');
}

/** Node hides it behind `fetch failed`; messages of others are not quoted. */
function codeOf(error: unknown): string {
  let current = error;
  while (typeof current === 'object' && current !== null) {
    if ('code' in current && typeof current.code === 'string') {
      return current.code;
    }
    current = 'cause' in current ? current.cause : undefined;
  }
  return 'the connection failed';
}

function isHtml(headers: Headers, text: string): boolean {
  return (
    (headers.get('content-type') ?? '').includes('text/html') ||
    /^\s*<(!doctype|html)/i.test(text)
  );
}
