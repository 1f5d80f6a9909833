import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { HealthSourceConfig } from '@platform-ops/backstage-plugin-ops-health-node';
import {
  readCertificateAuthorities,
  readDuration,
  readHeaders,
  readWholeNumber,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { wholePattern } from '../evaluate/matcher';
import { LIMITS } from '../limits';
import { isAddress } from '../targets/isAddress';
import { SECOND } from '../time';
import { readTargets, type TargetConfig } from './readTargets';
import { readToken } from './readToken';
import { readUrl } from './readUrl';

/**
 * Where targets are listed.
 */
export interface ServiceDiscoveryConfig {
  /** Where the entry stands. */
  key: string;
  url: URL;
  headers: Record<string, string>;
}

/**
 * What is scraped, and how.
 */
export interface DirectSourceConfig {
  id: string;
  /** Where the entry stands, e.g. `opsHealth.sources.local`. */
  key: string;
  title: string;
  environment: string | undefined;
  targets: TargetConfig[];
  serviceDiscovery: ServiceDiscoveryConfig[];
  /** Hosts, some with a port, on which listed targets may be. */
  allowedHosts: string[];
  /** Sent to these hosts. */
  headers: Record<string, string>;
  /** PEM, beside the well-known authorities. */
  certificateAuthorities: string | undefined;
  intervalMs: number;
  timeoutMs: number;
  retentionMs: number;
  maxSeries: number;
  maxResponseBytes: number;
  /** Which metrics are kept; all unless told. */
  keep: RegExp[] | undefined;
}

const OWN_HEADERS = [
  'host',
  'content-length',
  'accept',
  'accept-encoding',
  'connection',
];
const MEBIBYTE = 1024 * 1024;
const DEFAULT_TIMEOUT = 10 * SECOND;

/**
 * Reads and checks one entry under `opsHealth.sources`.
 *
 * @throws InputError naming the key, what was found and what is allowed.
 */
export function readDirectSourceConfig({
  id,
  title,
  environment,
  config,
}: HealthSourceConfig): DirectSourceConfig {
  const key = `opsHealth.sources.${id}`;
  const headers = readHeaders(config, key, OWN_HEADERS);
  const authorization = readToken(config, key);
  if (headers.authorization && authorization.authorization) {
    throw new InputError(
      `${key}: found headers.authorization beside token, allowed is one of them`,
    );
  }
  const targets = readTargets(config, key, { headers, authorization });
  const serviceDiscovery = (
    config.getOptionalConfigArray('serviceDiscovery') ?? []
  ).map((entry, index) => {
    const entryKey = `${key}.serviceDiscovery[${index}]`;
    return {
      key: entryKey,
      url: readUrl(entry.getString('url'), `${entryKey}.url`),
      headers: { ...headers, ...authorization, ...readToken(entry, entryKey) },
    };
  });
  if (targets.length + serviceDiscovery.length === 0) {
    throw new InputError(
      `${key}: found neither targets nor serviceDiscovery, allowed is one of them or both`,
    );
  }
  const intervalMs = readDuration(config, key, 'interval', LIMITS.interval);
  return {
    id,
    key,
    title,
    environment,
    targets,
    serviceDiscovery,
    allowedHosts: readAllowedHosts(config, key),
    headers: { ...headers, ...authorization },
    certificateAuthorities: readCertificateAuthorities(config, key),
    intervalMs,
    timeoutMs: readDuration(config, key, 'timeout', {
      unlessTold: Math.min(DEFAULT_TIMEOUT, intervalMs),
      from: 100,
      to: intervalMs,
      advice: `, which is ${key}.interval`,
    }),
    retentionMs: readDuration(config, key, 'retention', {
      ...LIMITS.retention,
      advice: LIMITS.advice,
    }),
    maxSeries: readWholeNumber(config, key, 'maxSeries', {
      ...LIMITS.series,
      advice: LIMITS.advice,
    }),
    maxResponseBytes: readWholeNumber(config, key, 'maxResponseBytes', {
      unlessTold: 10 * MEBIBYTE,
      from: 64 * 1024,
      to: 64 * MEBIBYTE,
    }),
    keep: config
      .getOptionalStringArray('keep')
      ?.map((pattern, index) => wholePattern(pattern, `${key}.keep[${index}]`)),
  };
}

function readAllowedHosts(config: Config, key: string): string[] {
  return (config.getOptionalStringArray('allowedHosts') ?? []).map(
    (text, index) => {
      if (!isAddress(text)) {
        throw new InputError(
          `${key}.allowedHosts[${index}]: found '${text}', allowed is the name of a host, with a port if you like`,
        );
      }
      return text.toLowerCase();
    },
  );
}
