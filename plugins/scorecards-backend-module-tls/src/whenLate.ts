/** Says why nobody waits any longer for an answer, once nobody does. */
export function whenLate(
  timeoutMs: number,
  signal: AbortSignal,
  giveUp: (reason: string) => void,
): void {
  const tell = () =>
    giveUp(
      signal.aborted
        ? 'the run ended before it answered'
        : `no answer within ${timeoutMs / 1000} s`,
    );
  const late = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  if (late.aborted) {
    tell();
  } else {
    late.addEventListener('abort', tell, { once: true });
  }
}
