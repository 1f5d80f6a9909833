import { isError } from '@backstage/errors';
import {
  SourceForbiddenError,
  type AlertSeverity,
  type AlertSnapshot,
  type ObservedAlert,
  type QueryCost,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { AlertmanagerError } from './client/AlertmanagerError';
import type { AlertmanagerPeer } from './client/AlertmanagerPeer';
import type { AlertmanagerSourceConfig } from './config/readAlertmanagerSourceConfig';
import { readPeer, type PeerAnswer } from './readPeer';

const ORDER: Record<AlertSeverity, number> = { page: 0, ticket: 1, info: 2 };

/**
 * What any peer knows. All are asked: peers tell each other of silences, never
 * of alerts, and one that just started knows none.
 */
export async function listAlerts(
  peers: AlertmanagerPeer[],
  config: AlertmanagerSourceConfig,
  now: Date,
  signal: AbortSignal,
): Promise<AlertSnapshot> {
  const outcomes = await Promise.allSettled(
    peers.map(peer => readPeer(peer, config, now, signal)),
  );
  signal.throwIfAborted();
  const answers = outcomes.flatMap(outcome =>
    outcome.status === 'fulfilled' ? [outcome.value] : [],
  );
  const failures = outcomes.flatMap(outcome =>
    outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
  );
  if (answers.length === 0) {
    throw oneFailure(failures);
  }
  const alerts = withoutWatchdog(merge(answers), config);
  const { kept, warnings } = cut(alerts, config);
  return {
    alerts: kept,
    // A peer knows alerts that others do not.
    complete: failures.length === 0 && kept.length === alerts.length,
    cost: answers.map(answer => answer.cost).reduce(add),
    warnings: [
      ...failures.map(messageOf),
      ...answers.flatMap(answer => answer.warnings),
      ...warnings,
    ],
  };
}

function oneFailure(failures: unknown[]): unknown {
  if (failures.length === 1) {
    return failures[0];
  }
  const message = failures.map(messageOf).join('. ');
  return failures.some(failure => failure instanceof SourceForbiddenError)
    ? new SourceForbiddenError(message)
    : new AlertmanagerError(message, { cause: failures[0] });
}

/** An alert that one of them would tell people of is not suppressed. */
function merge(answers: PeerAnswer[]): ObservedAlert[] {
  const byFingerprint = new Map<string, ObservedAlert>();
  for (const alert of answers.flatMap(answer => answer.alerts)) {
    const known = byFingerprint.get(alert.fingerprint);
    if (!known || (known.suppressed && !alert.suppressed)) {
      byFingerprint.set(alert.fingerprint, alert);
    }
  }
  return [...byFingerprint.values()];
}

/** Without it no news is no good news: nobody may be sending. */
function withoutWatchdog(
  alerts: ObservedAlert[],
  { id, key, watchdog }: AlertmanagerSourceConfig,
): ObservedAlert[] {
  if (watchdog === undefined) {
    return alerts;
  }
  const others = alerts.filter(alert => alert.name !== watchdog);
  if (others.length === alerts.length) {
    throw new AlertmanagerError(
      `Alertmanager '${id}' does not have the alert '${watchdog}', which always fires (${key}.watchdog): whoever sends alerts does not reach it, so that nothing is known`,
    );
  }
  return others;
}

/** The most urgent ones, and of those first what nobody suppressed. */
function cut(
  alerts: ObservedAlert[],
  { id, key, maxAlerts }: AlertmanagerSourceConfig,
): { kept: ObservedAlert[]; warnings: string[] } {
  if (alerts.length <= maxAlerts) {
    return { kept: alerts, warnings: [] };
  }
  const rank = ({ severity, suppressed }: ObservedAlert) =>
    ORDER[severity] + (suppressed ? 3 : 0);
  return {
    kept: alerts.sort((a, b) => rank(a) - rank(b)).slice(0, maxAlerts),
    warnings: [
      `Alertmanager '${id}' has ${alerts.length} alerts, of which the ${maxAlerts} most urgent ones are read (${key}.maxAlerts)`,
    ],
  };
}

function messageOf(failure: unknown): string {
  return isError(failure) ? failure.message : String(failure);
}

function add(a: QueryCost, b: QueryCost): QueryCost {
  return {
    queries: a.queries + b.queries,
    samples: a.samples + b.samples,
    bytes: a.bytes + b.bytes,
    milliseconds: a.milliseconds + b.milliseconds,
  };
}
