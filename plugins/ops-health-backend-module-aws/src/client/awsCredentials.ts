import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { AwsCredentialsManager } from '@backstage/integration-aws-node';
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import type { AwsSourceConfig } from '../config/readAwsSourceConfig';
import { CredentialsFailure } from './CredentialsFailure';

const ROLE_SESSION_NAME = 'platform-ops-portal';

/**
 * The credentials that `aws` configures for the account, else AWS' default
 * chain, and with them a role where the entry names one.
 */
export function awsCredentials(
  { region, endpoint, accountId, role }: AwsSourceConfig,
  manager: AwsCredentialsManager,
): AwsCredentialIdentityProvider {
  const base: AwsCredentialIdentityProvider = async () => {
    const { sdkCredentialProvider } = await manager.getCredentialProvider(
      accountId === undefined ? undefined : { accountId },
    );
    return sdkCredentialProvider();
  };
  const provider = role
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
  return async properties => {
    try {
      return await provider(properties);
    } catch (error) {
      throw new CredentialsFailure(error);
    }
  };
}
