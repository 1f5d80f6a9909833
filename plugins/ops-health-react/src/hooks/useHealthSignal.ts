import { useSignal } from '@backstage/plugin-signals-react';
import { HEALTH_SIGNAL_CHANNEL } from '@platform-ops/backstage-plugin-ops-health-common';
import { useEffect, useRef } from 'react';

/** Several sources may be refreshed at once; one reload is enough. */
const QUIET_MILLISECONDS = 1_000;

/**
 * Calls back once the state of something has changed. Without a signals backend
 * it never does.
 *
 * @public
 */
export function useHealthSignal(onChange: () => void): void {
  const { lastSignal } = useSignal<{ ref: string; revision: number }>(
    HEALTH_SIGNAL_CHANNEL,
  );
  const latest = useRef(onChange);
  latest.current = onChange;

  useEffect(() => {
    if (!lastSignal) {
      return undefined;
    }
    const timer = setTimeout(() => latest.current(), QUIET_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [lastSignal]);
}
