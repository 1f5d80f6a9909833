import type { StoredAlert } from '../database/AlertStore';
import type { SourceTimings } from '../refresh/SourceTimings';
import { agedSignal } from './agedSignal';
import type { Signal } from './Signal';

/**
 * What firing alerts say of entities, by ref. A page alert is bad, a ticket
 * alert a warning; what is silenced, inhibited or for information says nothing.
 */
export function alertSignals(
  alerts: StoredAlert[],
  now: number,
  timings: SourceTimings,
): Map<string, Signal[]> {
  const signals = new Map<string, Signal[]>();
  for (const { sourceId, alert, environment, entityRefs, seenAt } of alerts) {
    if (alert.severity === 'info' || alert.suppressed) {
      continue;
    }
    const signal = agedSignal(
      {
        key: `alert/${sourceId}/${alert.fingerprint}`,
        kind: 'alert',
        state: alert.severity === 'page' ? 'bad' : 'warning',
        environment,
        text: alert.summary ? `${alert.name}: ${alert.summary}` : alert.name,
        since: alert.startsAt.getTime(),
        source: sourceId,
        url: alert.url,
      },
      { seenAt, now, timings, unsure: `whether ${alert.name} still fires` },
    );
    for (const ref of entityRefs) {
      signals.set(ref, [...(signals.get(ref) ?? []), signal]);
    }
  }
  return signals;
}
