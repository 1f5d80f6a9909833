import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { isError } from '@backstage/errors';
import { SourceForbiddenError } from '@platform-ops/backstage-plugin-ops-health-node';
import { errorCodeOf } from '@platform-ops/backstage-plugin-platform-ops-node';
import {
  awsCredentials,
  type AwsCredentials,
  type CredentialProvider,
} from '../aws/awsCredentials';
import { PrometheusError } from './PrometheusError';
import type { Sigv4Config } from '../config/readSigv4Config';

interface RequestToSign {
  method: string;
  url: URL;
  headers: Record<string, string>;
  body: string | undefined;
}

/**
 * Signs requests as AWS wants it: Signature Version 4, the body included.
 */
export class RequestSigner {
  readonly #config: Sigv4Config;
  readonly #provider: CredentialProvider;
  #credentials: AwsCredentials | undefined;

  static create(
    config: Sigv4Config,
    provider: CredentialProvider = awsCredentials(config),
  ): RequestSigner {
    return new RequestSigner(config, provider);
  }

  private constructor(config: Sigv4Config, provider: CredentialProvider) {
    this.#config = config;
    this.#provider = provider;
  }

  /** What AWS may quote when it refuses a signature. */
  get secrets(): string[] {
    const { secretAccessKey, sessionToken } = this.#credentials ?? {};
    return [secretAccessKey, sessionToken].filter(
      secret => secret !== undefined,
    );
  }

  /** The headers to send instead. */
  async sign(
    { method, url, headers, body }: RequestToSign,
    signal: AbortSignal,
  ): Promise<Record<string, string>> {
    const credentials = await this.#load(signal);
    const signer = new SignatureV4({
      credentials,
      region: this.#config.region,
      service: this.#config.service,
      sha256: Sha256,
    });
    const signed = await signer.sign({
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      port: url.port ? Number(url.port) : undefined,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: { ...headers, host: url.host },
      body,
    });
    return signed.headers;
  }

  async #load(signal: AbortSignal): Promise<AwsCredentials> {
    try {
      this.#credentials = await untilAborted(this.#provider(), signal);
      return this.#credentials;
    } catch (error) {
      signal.throwIfAborted();
      const reason = isError(error) ? error.message : String(error);
      throw isUnreachable(error)
        ? new PrometheusError(
            `AWS could not be reached for credentials (${reason})`,
            { cause: error },
          )
        : new SourceForbiddenError(
            `There are no AWS credentials to sign with (${reason}): look at ${
              this.#config.key
            }`,
          );
    }
  }
}

function isUnreachable(error: unknown): boolean {
  return (
    isError(error) &&
    (error.name === 'TimeoutError' ||
      /^E(AI_AGAIN|CONN|HOST|NET|NOTFOUND|PIPE|TIMEDOUT)/.test(
        errorCodeOf(error) ?? '',
      ))
  );
}

async function untilAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  signal.throwIfAborted();
  return new Promise<T>((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    promise
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', onAbort));
  });
}
