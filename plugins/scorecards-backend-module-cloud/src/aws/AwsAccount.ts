import { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { IAMClient } from '@aws-sdk/client-iam';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { AwsCredentialsManager } from '@backstage/integration-aws-node';
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import type { AwsSourceConfig } from '../config/readCloudConfig';
import { toAwsError } from './toAwsError';

const MAX_ATTEMPTS = 5;
const ROLE_SESSION_NAME = 'platform-ops-portal';

/** What is asked of one account in one region. It only reads. */
export class AwsAccount {
  readonly config: ConfigServiceClient;
  readonly iam: IAMClient;
  readonly #source: AwsSourceConfig;

  static open(
    source: AwsSourceConfig,
    credentials: AwsCredentialsManager,
  ): AwsAccount {
    return new AwsAccount(source, credentials);
  }

  private constructor(
    source: AwsSourceConfig,
    credentials: AwsCredentialsManager,
  ) {
    const { region, endpoint } = source;
    const clientConfig = {
      region,
      endpoint,
      credentials: credentialsOf(source, credentials),
      retryMode: 'adaptive',
      maxAttempts: MAX_ATTEMPTS,
    };
    this.#source = source;
    this.config = new ConfigServiceClient(clientConfig);
    this.iam = new IAMClient(clientConfig);
  }

  /**
   * @param name - Of what is asked, e.g. `IAM GetRole`.
   * @param send - Does it, until the signal.
   * @throws AwsError in words, without secrets.
   */
  async ask<T>(
    name: string,
    send: (options: { abortSignal: AbortSignal }) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    const { timeoutMs, key } = this.#source;
    const late = AbortSignal.timeout(timeoutMs);
    try {
      return await send({ abortSignal: AbortSignal.any([signal, late]) });
    } catch (error) {
      signal.throwIfAborted();
      throw toAwsError(error, { name, key, late: late.aborted });
    }
  }

  close(): void {
    this.config.destroy();
    this.iam.destroy();
  }
}

function credentialsOf(
  { region, endpoint, role }: AwsSourceConfig,
  manager: AwsCredentialsManager,
): AwsCredentialIdentityProvider {
  const base: AwsCredentialIdentityProvider = async () => {
    const { sdkCredentialProvider } = await manager.getCredentialProvider();
    return sdkCredentialProvider();
  };
  return role
    ? fromTemporaryCredentials({
        masterCredentials: base,
        params: {
          RoleArn: role.arn,
          ExternalId: role.externalId,
          RoleSessionName: ROLE_SESSION_NAME,
        },
        clientConfig: { region, endpoint },
      })
    : base;
}
