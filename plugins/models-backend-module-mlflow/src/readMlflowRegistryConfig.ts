import type { Config } from '@backstage/config';
import type { ModelRegistryConfig } from '@platform-ops/backstage-plugin-models-node';
import {
  checkServerUrl,
  readCertificateAuthorities,
  readCredentials,
  readDuration,
  readWholeNumber,
  type HttpCredentials,
} from '@platform-ops/backstage-plugin-platform-ops-node';

/**
 * How to reach one MLflow server.
 *
 * @public
 */
export interface MlflowRegistryConfig extends HttpCredentials {
  id: string;
  title: string;
  /** Where the API is, without a trailing slash. */
  url: string;
  /** Where a person opens it, without a trailing slash. */
  uiUrl: string;
  /** PEM, beside the well-known authorities. */
  certificateAuthorities?: string;
  requestTimeoutMilliseconds: number;
  maxConcurrency: number;
}

/**
 * Reads and checks one entry under `models.registries`.
 *
 * @throws InputError naming the key, what was found and what is allowed.
 */
export function readMlflowRegistryConfig(
  entry: ModelRegistryConfig,
): MlflowRegistryConfig {
  const { id, title, config } = entry;
  const key = `models.registries.${id}`;
  const url = readUrl(config, key, 'url');
  return {
    id,
    title,
    url,
    uiUrl: config.has('uiUrl') ? readUrl(config, key, 'uiUrl') : url,
    ...readCredentials(config, key),
    certificateAuthorities: readCertificateAuthorities(config, key),
    requestTimeoutMilliseconds: readDuration(config, key, 'requestTimeout', {
      unlessTold: 30_000,
      from: 100,
      to: 600_000,
    }),
    maxConcurrency: readWholeNumber(config, key, 'maxConcurrency', {
      unlessTold: 4,
      from: 1,
      to: 64,
    }),
  };
}

function readUrl(config: Config, key: string, field: string): string {
  return checkServerUrl(config.getString(field), `${key}.${field}`, {
    allowed:
      'the http or https address of an MLflow server, e.g. https://mlflow.example.com',
    credentials: `${key}.username and ${key}.password`,
  });
}
