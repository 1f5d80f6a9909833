import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { HealthSourceConfig } from '@platform-ops/backstage-plugin-ops-health-node';
import {
  readCertificateAuthorities,
  readCredentials,
  readDuration,
  readWholeNumber,
  type HttpCredentials,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { readSigv4Config, type Sigv4Config } from './readSigv4Config';
import { readUrl } from './readUrl';

/**
 * How to reach one server.
 *
 * @public
 */
export interface PrometheusSourceConfig extends HttpCredentials {
  id: string;
  /** Where the entry stands, e.g. `opsHealth.sources.production`. */
  key: string;
  title: string;
  environment: string | undefined;
  /** Where the API is, without `/api/v1` and a trailing slash. */
  url: string;
  /** Where a person opens it; missing where it has no page. */
  uiUrl: string | undefined;
  /** Set where AWS wants requests signed. */
  sigv4: Sigv4Config | undefined;
  /** PEM, beside the well-known authorities. */
  certificateAuthorities: string | undefined;
  timeoutMilliseconds: number;
  maxConcurrency: number;
  maxQueriesPerMinute: number;
  maxResponseBytes: number;
  maxSeries: number;
}

/** What `uiUrl` says where there is no page. */
const NO_PAGE = 'none';
const DEFAULT_TIMEOUT_MILLISECONDS = 30_000;
const MEBIBYTE = 1024 * 1024;

/**
 * Reads and checks one entry under `opsHealth.sources`.
 *
 * @throws InputError naming the key, what was found and what is allowed.
 */
export function readPrometheusSourceConfig({
  id,
  title,
  environment,
  config,
}: HealthSourceConfig): PrometheusSourceConfig {
  const key = `opsHealth.sources.${id}`;
  const url = readUrl(config, key, 'url');
  const sigv4 = readSigv4Config(config, key);
  const credentials = readCredentials(config, key);
  if (sigv4 && 'authorization' in credentials.headers) {
    throw new InputError(
      `${key}: found sigv4 beside other credentials, allowed is one of them`,
    );
  }
  return {
    id,
    key,
    title,
    environment,
    url,
    uiUrl: readUiUrl(config, key, sigv4 ? undefined : url),
    ...credentials,
    ...(sigv4 ? { credentialsKey: sigv4.key } : {}),
    sigv4,
    certificateAuthorities: readCertificateAuthorities(config, key),
    timeoutMilliseconds: readDuration(config, key, 'timeout', {
      unlessTold: DEFAULT_TIMEOUT_MILLISECONDS,
      from: 100,
      to: 600_000,
    }),
    maxConcurrency: readWholeNumber(config, key, 'maxConcurrency', {
      unlessTold: 4,
      from: 1,
      to: 64,
    }),
    maxQueriesPerMinute: readWholeNumber(config, key, 'maxQueriesPerMinute', {
      unlessTold: 3000,
      from: 10,
      to: 60_000,
    }),
    maxResponseBytes: readWholeNumber(config, key, 'maxResponseBytes', {
      unlessTold: 20 * MEBIBYTE,
      from: 64 * 1024,
      to: 512 * MEBIBYTE,
    }),
    maxSeries: readWholeNumber(config, key, 'maxSeries', {
      unlessTold: 50_000,
      from: 100,
      to: 1_000_000,
    }),
  };
}

function readUiUrl(
  config: Config,
  key: string,
  unlessTold: string | undefined,
): string | undefined {
  if (!config.has('uiUrl')) {
    return unlessTold;
  }
  return config.getString('uiUrl') === NO_PAGE
    ? undefined
    : readUrl(config, key, 'uiUrl');
}
