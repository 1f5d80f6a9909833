import { useSignal } from '@backstage/plugin-signals-react';
import { useEffect, useRef } from 'react';

const CHANNEL = 'models:registry';

/** A sync changes many rows in quick succession; one reload is enough. */
const QUIET_MILLISECONDS = 1_000;

/**
 * Calls back once something in a registry has changed. Without a signals
 * backend it never does.
 */
export function useModelsSignal(
  onChange: () => void,
  registryId?: string,
): void {
  const { lastSignal } = useSignal<{ ref: string; revision: number }>(CHANNEL);
  const latest = useRef(onChange);
  latest.current = onChange;

  useEffect(() => {
    if (!lastSignal || (registryId && lastSignal.ref !== registryId)) {
      return undefined;
    }
    const timer = setTimeout(() => latest.current(), QUIET_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [lastSignal, registryId]);
}
