import { rootCertificates } from 'node:tls';
import { isError } from '@backstage/errors';
import {
  describeConnectionFailure,
  errorCodeOf,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { ExpositionError } from '@platform-ops/openmetrics';
import { Agent, request, type Dispatcher } from 'undici';
import { TargetError } from './TargetError';

export interface TargetRequest {
  url: URL;
  headers: Record<string, string>;
  /** The config key that leads to the address and the credentials. */
  key: string;
  accept: string;
  timeoutMs: number;
  signal: AbortSignal;
}

export interface TargetResponse {
  contentType: string | undefined;
  body: AsyncIterable<Uint8Array>;
}

const CONNECTIONS_PER_HOST = 4;
const LONGEST_CONNECT = 10_000;

/**
 * Reads what targets and lists of targets tell: verified, bounded in time,
 * never following a redirect.
 */
export class TargetClient {
  readonly #dispatcher: Dispatcher;

  static create(options: {
    certificateAuthorities: string | undefined;
    timeoutMs: number;
  }): TargetClient {
    return new TargetClient(options);
  }

  private constructor(options: {
    certificateAuthorities: string | undefined;
    timeoutMs: number;
  }) {
    this.#dispatcher = new Agent({
      connections: CONNECTIONS_PER_HOST,
      connect: {
        timeout: Math.min(LONGEST_CONNECT, options.timeoutMs),
        ca: options.certificateAuthorities
          ? [...rootCertificates, options.certificateAuthorities]
          : undefined,
      },
    });
  }

  /** Ends all connections. */
  async close(): Promise<void> {
    await this.#dispatcher.destroy();
  }

  /**
   * @param read - Reads the answer, for which the time-out holds too.
   *
   * @throws TargetError
   */
  async get<T>(
    asked: TargetRequest,
    read: (response: TargetResponse, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const timeout = AbortSignal.timeout(asked.timeoutMs);
    const signal = AbortSignal.any([asked.signal, timeout]);
    try {
      const response = await request(asked.url, {
        dispatcher: this.#dispatcher,
        headers: {
          'user-agent': 'platform-ops-portal',
          ...asked.headers,
          accept: asked.accept,
          'accept-encoding': 'identity',
          'x-prometheus-scrape-timeout-seconds': String(asked.timeoutMs / 1000),
        },
        signal,
        headersTimeout: asked.timeoutMs,
        bodyTimeout: asked.timeoutMs,
      });
      const refusal = describeRefusal(asked, response);
      if (refusal) {
        await response.body.dump().catch(() => {});
        throw refusal;
      }
      return await read(
        {
          contentType: one(response.headers['content-type']),
          body: response.body,
        },
        signal,
      );
    } catch (error) {
      asked.signal.throwIfAborted();
      throw describe(asked, error, timeout.aborted);
    }
  }
}

/** An address without what may be secret in it. */
export function describeUrl({ origin, pathname }: URL): string {
  return `${origin}${pathname}`;
}

function describeRefusal(
  { url, key }: TargetRequest,
  { statusCode: status, headers }: Dispatcher.ResponseData,
): TargetError | undefined {
  const where = describeUrl(url);
  if (status === 401 || status === 403) {
    return new TargetError(
      `${where} answered with ${status}: look at the token of ${key}`,
      { isForbidden: true },
    );
  }
  if (status >= 300 && status < 400) {
    return new TargetError(
      `${where} answered with a redirect, which is not followed: put the final address into ${key}`,
    );
  }
  if (status < 200 || status > 299) {
    return new TargetError(`${where} answered with ${status}`);
  }
  const encoding = one(headers['content-encoding']);
  return encoding && encoding !== 'identity'
    ? new TargetError(
        `${where} answered in the encoding '${encoding}', which was not asked for`,
      )
    : undefined;
}

function describe(
  { url, key, timeoutMs }: TargetRequest,
  cause: unknown,
  timedOut: boolean,
): TargetError {
  if (cause instanceof TargetError) {
    return cause;
  }
  const where = describeUrl(url);
  if (cause instanceof ExpositionError) {
    return new TargetError(`${where}: ${cause.message}`, { cause });
  }
  const code = errorCodeOf(cause);
  if (timedOut || code === 'UND_ERR_HEADERS_TIMEOUT') {
    return new TargetError(
      `${where} did not answer within ${timeoutMs / 1000} s`,
      { cause },
    );
  }
  const sourceKey = key.replace(/\.(targets|serviceDiscovery)\[\d+\]$/, '');
  return new TargetError(
    `${where} could not be reached (${
      isError(cause) && cause.message ? cause.message : code || String(cause)
    })${describeConnectionFailure(code, sourceKey)}`,
    { cause },
  );
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
