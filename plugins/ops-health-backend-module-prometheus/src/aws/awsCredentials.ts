import {
  fromNodeProviderChain,
  fromTemporaryCredentials,
} from '@aws-sdk/credential-providers';
import type { Sigv4Config } from '../config/readSigv4Config';

export interface AwsCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  expiration?: Date;
}

export type CredentialProvider = () => Promise<AwsCredentials>;

const ROLE_SESSION_NAME = 'platform-ops-portal';
/** Credentials that expire within this are fetched anew. */
const MARGIN_MILLISECONDS = 5 * 60_000;

/**
 * Credentials as configured: a key, a profile or AWS' default chain (variables,
 * web identity, container, instance), and with them a role where one is named.
 * Kept until they are about to expire.
 */
export function awsCredentials(config: Sigv4Config): CredentialProvider {
  return cached(createProvider(config));
}

function createProvider({
  region,
  accessKey,
  profile,
  role,
}: Sigv4Config): CredentialProvider {
  const base = accessKey
    ? async () => accessKey
    : fromNodeProviderChain({ profile, clientConfig: { region } });
  return role
    ? fromTemporaryCredentials({
        masterCredentials: base,
        params: {
          RoleArn: role.arn,
          ExternalId: role.externalId,
          RoleSessionName: ROLE_SESSION_NAME,
        },
        clientConfig: { region },
      })
    : base;
}

function cached(load: CredentialProvider): CredentialProvider {
  let current: Promise<AwsCredentials> | undefined;
  let goodUntil = Infinity;
  return async () => {
    if (!current || Date.now() >= goodUntil) {
      goodUntil = Infinity;
      current = load().then(
        credentials => {
          goodUntil = credentials.expiration
            ? credentials.expiration.getTime() - MARGIN_MILLISECONDS
            : Infinity;
          return credentials;
        },
        error => {
          current = undefined;
          throw error;
        },
      );
    }
    return current;
  };
}
