import type { StoredResource } from '../database/ResourceStore';
import type { SourceTimings } from '../refresh/SourceTimings';
import { agedSignal } from './agedSignal';
import type { Signal } from './Signal';

/**
 * What resources say of entities that are not ready for longer than they may
 * be, by ref.
 *
 * @param deadlineMs - For those that do not say it themselves.
 */
export function conditionSignals(
  resources: StoredResource[],
  now: number,
  deadlineMs: number,
  timings: SourceTimings,
): Map<string, Signal[]> {
  const signals = new Map<string, Signal[]>();
  for (const stored of resources) {
    const { resource, environment, entityRefs, unreadySince } = stored;
    const isUnready =
      resource.readiness === 'not-ready' ||
      resource.readiness === 'progressing';
    if (
      !isUnready ||
      !unreadySince ||
      now - unreadySince.getTime() < (resource.deadlineMs ?? deadlineMs)
    ) {
      continue;
    }
    const name = `${resource.kind} ${resource.name}`;
    const signal = agedSignal(
      {
        key: `condition/${stored.sourceId}/${resource.id}`,
        kind: 'condition',
        state: 'bad',
        environment,
        text: `${name} is not ready: ${resource.text}`,
        since: unreadySince.getTime(),
        source: stored.sourceId,
        url: resource.url,
      },
      {
        seenAt: stored.seenAt,
        now,
        timings,
        unsure: `whether ${name} is ready by now`,
      },
    );
    for (const ref of entityRefs) {
      signals.set(ref, [...(signals.get(ref) ?? []), signal]);
    }
  }
  return signals;
}
