import { readFileSync } from 'node:fs';
import { type Config, readDurationFromConfig } from '@backstage/config';
import { InputError, isError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import type { ModelRegistryConfig } from '@platform-ops/backstage-plugin-models-node';

/**
 * How to reach one MLflow server.
 *
 * @public
 */
export interface MlflowRegistryConfig {
  id: string;
  title: string;
  /** Where the API is, without a trailing slash. */
  url: string;
  /** Where a person opens it, without a trailing slash. */
  uiUrl: string;
  /** Sent with each request; holds the credentials. */
  headers: Record<string, string>;
  /** What must never stand in a log or an error. */
  secrets: string[];
  /** The config key that a refused request points to. */
  credentialsKey: string;
  /** PEM, beside the well-known authorities. */
  certificateAuthorities?: string;
  requestTimeoutMilliseconds: number;
  maxConcurrency: number;
}

const DEFAULT_TIMEOUT_MILLISECONDS = 30_000;
const DEFAULT_CONCURRENCY = 4;
const MAX_CONCURRENCY = 64;

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
    requestTimeoutMilliseconds: readTimeout(config, key),
    maxConcurrency: readConcurrency(config, key),
  };
}

function readUrl(config: Config, key: string, field: string): string {
  const text = config.getString(field);
  const allowed =
    'allowed is the http or https address of an MLflow server, e.g. https://mlflow.example.com';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new InputError(
      `${key}.${field}: found '${withoutCredentials(text)}', ${allowed}`,
    );
  }
  if (url.username || url.password) {
    throw new InputError(
      `${key}.${field}: found an address with credentials in it; put them into ${key}.username and ${key}.password`,
    );
  }
  if (url.search || url.hash) {
    throw new InputError(
      `${key}.${field}: found an address with '?' or '#' in it, ${allowed}`,
    );
  }
  return url.href.replace(/\/+$/, '');
}

/** What does not parse may hold them all the same. */
function withoutCredentials(text: string): string {
  return text.replace(/^.*@/s, '***@');
}

function readCredentials(
  config: Config,
  key: string,
): Pick<MlflowRegistryConfig, 'headers' | 'secrets' | 'credentialsKey'> {
  const token = config.getOptionalString('token');
  const username = config.getOptionalString('username');
  const password = config.getOptionalString('password');
  const headers = readHeaders(config, key);
  // Shorter ones are words such as the name of a workspace.
  const secrets = Object.values(headers).filter(value => value.length > 11);

  if (token !== undefined && (username ?? password) !== undefined) {
    throw new InputError(
      `${key}: found token and ${
        username === undefined ? 'password' : 'username'
      }, allowed is either token or username with password`,
    );
  }
  if ((username === undefined) !== (password === undefined)) {
    const [found, missing] =
      username === undefined
        ? ['password', 'username']
        : ['username', 'password'];
    throw new InputError(
      `${key}: found ${found} without ${missing}, allowed is both or neither`,
    );
  }
  if (token !== undefined) {
    assertHeaderValue(token, `${key}.token`);
    return {
      headers: { ...headers, authorization: `Bearer ${token}` },
      secrets: [...secrets, token],
      credentialsKey: `${key}.token`,
    };
  }
  if (username !== undefined && password !== undefined) {
    if (username.includes(':')) {
      throw new InputError(
        `${key}.username: found a ':', allowed is any text without it (basic authentication cannot carry it)`,
      );
    }
    const basic = Buffer.from(`${username}:${password}`).toString('base64');
    return {
      headers: { ...headers, authorization: `Basic ${basic}` },
      secrets: [...secrets, password, basic],
      credentialsKey: `${key}.username and ${key}.password`,
    };
  }
  return {
    headers,
    secrets,
    credentialsKey: `${key}.token, or ${key}.username and ${key}.password`,
  };
}

function readHeaders(config: Config, key: string): Record<string, string> {
  const section = config.getOptionalConfig('headers');
  const headers: Record<string, string> = {};
  for (const name of section?.keys() ?? []) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) {
      throw new InputError(
        `${key}.headers: found '${name}', allowed are names of HTTP headers`,
      );
    }
    if (/^(host|content-length|content-type|connection)$/i.test(name)) {
      throw new InputError(
        `${key}.headers: found '${name}', which the portal sets itself`,
      );
    }
    const value = section!.getString(name);
    assertHeaderValue(value, `${key}.headers.${name}`);
    headers[name.toLowerCase()] = value;
  }
  if (
    'authorization' in headers &&
    (config.has('token') || config.has('username'))
  ) {
    throw new InputError(
      `${key}: found headers.authorization beside token or username, allowed is one of them`,
    );
  }
  return headers;
}

function assertHeaderValue(value: string, key: string): void {
  if (!/^[\t\x20-\x7e]+$/.test(value) || value.trim() !== value) {
    throw new InputError(
      `${key}: found a value that is empty or has line ends, spaces at its ends or other than ASCII characters, allowed is what an HTTP header can carry`,
    );
  }
}

function readCertificateAuthorities(
  config: Config,
  key: string,
): string | undefined {
  const file = config.getOptionalString('caFile');
  if (file === undefined) {
    return undefined;
  }
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new InputError(
      `${key}.caFile: found '${file}', which cannot be read (${
        isError(error) ? error.code : error
      }), allowed is the path of a file with certificates in PEM`,
    );
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----')) {
    throw new InputError(
      `${key}.caFile: found '${file}', which has no certificate in it, allowed is the path of a file with certificates in PEM`,
    );
  }
  return text;
}

function readTimeout(config: Config, key: string): number {
  if (!config.has('requestTimeout')) {
    return DEFAULT_TIMEOUT_MILLISECONDS;
  }
  const milliseconds = durationToMilliseconds(
    readDurationFromConfig(config, { key: 'requestTimeout' }),
  );
  if (milliseconds < 100 || milliseconds > 600_000) {
    throw new InputError(
      `${key}.requestTimeout: found ${milliseconds} ms, allowed is 100 ms to 10 minutes`,
    );
  }
  return milliseconds;
}

function readConcurrency(config: Config, key: string): number {
  const value =
    config.getOptionalNumber('maxConcurrency') ?? DEFAULT_CONCURRENCY;
  if (!Number.isInteger(value) || value < 1 || value > MAX_CONCURRENCY) {
    throw new InputError(
      `${key}.maxConcurrency: found ${value}, allowed is a whole number from 1 to ${MAX_CONCURRENCY}`,
    );
  }
  return value;
}
