import { ConfigReader } from '@backstage/config';
import {
  readHealthSourceConfigs,
  type HealthSourceConfig,
} from '@platform-ops/backstage-plugin-ops-health-node';
import type { JsonObject } from '@backstage/types';
import { AlertmanagerAlertSource } from '../alertmanager/AlertmanagerAlertSource';
import { readAlertmanagerSourceConfig } from '../alertmanager/config/readAlertmanagerSourceConfig';

/** An entry called `prod`. */
export function entryOf(entry: JsonObject): HealthSourceConfig {
  const [source] = readHealthSourceConfigs(
    new ConfigReader({
      opsHealth: { sources: { prod: { type: 'alertmanager', ...entry } } },
    }),
  );
  return source;
}

/** A source whose pauses between attempts take no time. */
export function sourceOf(entry: JsonObject): AlertmanagerAlertSource {
  return AlertmanagerAlertSource.create(
    readAlertmanagerSourceConfig(entryOf(entry)),
    { retry: { random: () => 0, wait: async () => {} } },
  );
}

/** A `gettableAlert`, as the list has it. */
export function listedAlert(
  labels: Record<string, string>,
  more: JsonObject = {},
): JsonObject {
  return {
    annotations: {},
    endsAt: '2100-01-01T00:00:00.000Z',
    fingerprint: JSON.stringify(labels),
    receivers: [{ name: 'portal' }],
    startsAt: '2026-03-01T12:00:00.000Z',
    status: { inhibitedBy: [], silencedBy: [], state: 'active' },
    updatedAt: '2026-03-01T12:00:00.000Z',
    labels,
    ...more,
  };
}
