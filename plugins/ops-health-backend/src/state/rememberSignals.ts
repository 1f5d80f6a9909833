import type { RememberedSignal, Signal } from './Signal';

/**
 * The signals that hold now: those that are seen, and those that were seen a
 * moment ago. What comes and goes within that time stays one thing with one
 * beginning.
 *
 * @param isBlind - Whether what would show a signal is not known at present:
 *   then it stays, for its end was not seen either.
 */
export function rememberSignals(options: {
  seen: Signal[];
  remembered: RememberedSignal[];
  isBlind: (signal: Signal) => boolean;
  now: number;
  clearAfterMs: number;
}): RememberedSignal[] {
  const { now } = options;
  const before = new Map(
    options.remembered.map(signal => [signal.key, signal]),
  );
  const held = new Map<string, RememberedSignal>();
  for (const signal of options.seen) {
    held.set(signal.key, {
      ...signal,
      since: signal.since ?? before.get(signal.key)?.since ?? now,
      seenAt: now,
    });
  }
  for (const signal of options.remembered) {
    if (held.has(signal.key)) {
      continue;
    }
    if (options.isBlind(signal)) {
      held.set(signal.key, { ...signal, seenAt: now });
    } else if (now - signal.seenAt < options.clearAfterMs) {
      held.set(signal.key, signal);
    }
  }
  return [...held.values()];
}
