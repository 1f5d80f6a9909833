import type { ObservedAlert } from '@platform-ops/backstage-plugin-ops-health-node';
import { oneLine } from '@platform-ops/backstage-plugin-platform-ops-node';
import { storable, webAddress } from '../text';
import type { AlertmanagerSourceConfig } from './config/readAlertmanagerSourceConfig';
import type { AlertmanagerAlert } from './schemas';

const NO_NAME = 'Alert without a name';
const MAX_NAME_CHARACTERS = 200;
const MAX_SUMMARY_CHARACTERS = 300;
const SUMMARIES = ['summary', 'message', 'description'];

/** What nobody mapped is a ticket: seen, and nobody is woken up. */
const SEVERITY_UNLESS_TOLD = 'ticket';

type Rules = Pick<AlertmanagerSourceConfig, 'severities' | 'severityLabel'>;

/** An alert in our words, but for when it ends. */
export function toObservedAlert(
  {
    fingerprint,
    labels,
    annotations,
    startsAt,
    generatorURL,
  }: AlertmanagerAlert,
  { severities, severityLabel }: Rules,
  now: Date,
): ObservedAlert {
  const name = oneLine(labels.alertname ?? '', MAX_NAME_CHARACTERS) || NO_NAME;
  const summary = SUMMARIES.map(key => annotations[key]?.trim()).find(Boolean);
  return {
    fingerprint: storable(fingerprint),
    name,
    severity:
      severities.levelOf(labels[severityLabel] ?? '') ?? SEVERITY_UNLESS_TOLD,
    labels: Object.fromEntries(
      Object.entries(labels).map(([label, value]) => [
        storable(label),
        storable(value),
      ]),
    ),
    summary: oneLine(summary ?? name, MAX_SUMMARY_CHARACTERS),
    // Its clock may be ahead of ours.
    startsAt: startsAt < now ? startsAt : now,
    url: webAddress(generatorURL),
    runbookUrl: webAddress(annotations.runbook_url),
  };
}
