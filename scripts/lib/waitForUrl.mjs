import { setTimeout as delay } from 'node:timers/promises';

/** Resolves once a GET of the URL succeeds; rejects when the signal aborts. */
export async function waitForUrl(url, { signal } = {}) {
  for (;;) {
    try {
      const response = await fetch(url, {
        signal: AbortSignal.any([
          AbortSignal.timeout(5_000),
          ...(signal ? [signal] : []),
        ]),
      });
      await response.body?.cancel();
      if (response.ok) {
        return;
      }
    } catch {
      // Not there yet; the caller's signal decides when that is too long.
    }
    await delay(500, undefined, { signal });
  }
}
