import type { AwsCredentialsManager } from '@backstage/integration-aws-node';
import { ConcurrencyLimit } from '@platform-ops/backstage-plugin-platform-ops-node';
import type {
  AwsCredentialIdentityProvider,
  Client,
  Command,
  MetadataBearer,
} from '@smithy/types';
import type { AwsSourceConfig } from '../config/readAwsSourceConfig';
import { AwsError } from './AwsError';
import { awsCredentials } from './awsCredentials';
import type { CallLog } from './CallLog';
import { toSourceError } from './failures';
import { watchAttempts } from './watchAttempts';

/** For whom something is asked, and where its cost is noted. */
export interface Asking {
  signal?: AbortSignal;
  log: CallLog;
}

const NEVER = new AbortController().signal;
const MAX_ATTEMPTS = 5;

/**
 * All that is asked of one account in one region: with its credentials, and no
 * more at once than the entry allows, whichever services are asked.
 */
export class AwsSession {
  readonly #config: AwsSourceConfig;
  readonly #credentials: AwsCredentialIdentityProvider;
  readonly #limit: ConcurrencyLimit;

  static create(
    config: AwsSourceConfig,
    credentials: AwsCredentialsManager,
  ): AwsSession {
    return new AwsSession(config, awsCredentials(config, credentials));
  }

  private constructor(
    config: AwsSourceConfig,
    credentials: AwsCredentialIdentityProvider,
  ) {
    this.#config = config;
    this.#credentials = credentials;
    this.#limit = ConcurrencyLimit.create(config.maxConcurrency);
  }

  /** For the client of a service. */
  get clientConfig() {
    const { region, endpoint } = this.#config;
    return {
      region,
      endpoint,
      credentials: this.#credentials,
      retryMode: 'adaptive',
      maxAttempts: MAX_ATTEMPTS,
    };
  }

  /**
   * Waits its turn and sends a command. Attempts that AWS throttled and other
   * fleeting failures are repeated by the SDK, after pauses that grow.
   *
   * @throws SourceForbiddenError where AWS refuses us, NotFoundError where
   * something is gone, AwsError for the rest.
   */
  async send<
    ClientInput extends object,
    Input extends ClientInput,
    ClientOutput extends MetadataBearer,
    Output extends ClientOutput,
    Config extends { serviceId: string },
  >(
    client: Client<ClientInput, ClientOutput, Config>,
    command: Command<ClientInput, Input, ClientOutput, Output, Config>,
    { signal = NEVER, log }: Asking,
  ): Promise<Output> {
    return this.#limit.run(async () => {
      const timeout = AbortSignal.timeout(this.#config.timeoutMilliseconds);
      const attempts = watchAttempts(command);
      const startedAt = performance.now();
      try {
        return await client.send(command, {
          abortSignal: AbortSignal.any([signal, timeout]),
        });
      } catch (error) {
        signal.throwIfAborted();
        const name = `${
          client.config.serviceId
        } ${command.constructor.name.replace(/Command$/, '')} in ${
          this.#config.region
        }`;
        throw timeout.aborted
          ? new AwsError(
              `${name} did not answer within ${
                this.#config.timeoutMilliseconds / 1000
              } s`,
            )
          : toSourceError(error, name, this.#config.key);
      } finally {
        log.count({
          bytes: attempts.bytes,
          milliseconds: performance.now() - startedAt,
        });
        log.countThrottled(attempts.throttled);
      }
    }, signal);
  }
}
