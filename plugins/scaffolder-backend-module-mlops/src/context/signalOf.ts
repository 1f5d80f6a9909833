/** A task that nobody can cancel has none. */
export function signalOf({ signal }: { signal?: AbortSignal }): AbortSignal {
  return signal ?? new AbortController().signal;
}
