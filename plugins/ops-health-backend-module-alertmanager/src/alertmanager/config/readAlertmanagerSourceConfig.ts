import type { HealthSourceConfig } from '@platform-ops/backstage-plugin-ops-health-node';
import {
  readCertificateAuthorities,
  readCredentials,
  readDuration,
  readWholeNumber,
  type HttpCredentials,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { SeverityRules } from '../../SeverityRules';
import { readPeerUrls, readUiUrl } from './readAddresses';

/** How to reach an Alertmanager, and how to understand its alerts. */
export interface AlertmanagerSourceConfig extends HttpCredentials {
  id: string;
  /** Where the entry stands, e.g. `opsHealth.sources.production`. */
  key: string;
  title: string;
  environment: string | undefined;
  /** Without `/api/v2` and a trailing slash; empty where it cannot be asked. */
  peerUrls: string[];
  /** Where a person opens it; missing where it has no page. */
  uiUrl: string | undefined;
  /** PEM, beside the well-known authorities. */
  certificateAuthorities: string | undefined;
  timeoutMilliseconds: number;
  maxResponseBytes: number;
  maxAlerts: number;
  severityLabel: string;
  severities: SeverityRules;
  /** The name of an alert that always fires; where it does not, nobody sends. */
  watchdog: string | undefined;
}

const MEBIBYTE = 1024 * 1024;

/**
 * Reads and checks one entry under `opsHealth.sources`.
 *
 * @throws InputError naming the key, what was found and what is allowed.
 */
export function readAlertmanagerSourceConfig({
  id,
  title,
  environment,
  config,
}: HealthSourceConfig): AlertmanagerSourceConfig {
  const key = `opsHealth.sources.${id}`;
  const peerUrls = readPeerUrls(config, key);
  return {
    id,
    key,
    title,
    environment,
    peerUrls,
    uiUrl: readUiUrl(config, key, peerUrls.at(0)),
    ...readCredentials(config, key),
    certificateAuthorities: readCertificateAuthorities(config, key),
    timeoutMilliseconds: readDuration(config, key, 'timeout', {
      unlessTold: 10_000,
      from: 100,
      to: 600_000,
    }),
    maxResponseBytes: readWholeNumber(config, key, 'maxResponseBytes', {
      unlessTold: 32 * MEBIBYTE,
      from: 64 * 1024,
      to: 512 * MEBIBYTE,
    }),
    maxAlerts: readWholeNumber(config, key, 'maxAlerts', {
      unlessTold: 10_000,
      from: 100,
      to: 100_000,
    }),
    severityLabel: config.getOptionalString('severities.label') ?? 'severity',
    severities: SeverityRules.fromConfig(config, key),
    watchdog: config.getOptionalString('watchdog'),
  };
}
