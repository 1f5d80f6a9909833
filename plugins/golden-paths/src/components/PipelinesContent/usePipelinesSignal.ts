import { useSignal } from '@backstage/plugin-signals-react';
import { PIPELINES_SIGNAL_CHANNEL } from '@platform-ops/backstage-plugin-golden-paths-common';
import { useEffect, useRef } from 'react';

/**
 * Calls back once the runs of an entity have changed. Without a signals backend
 * it never does.
 */
export function usePipelinesSignal(
  entityRef: string,
  onChange: () => void,
): void {
  const { lastSignal } = useSignal<{ ref: string; revision: number }>(
    PIPELINES_SIGNAL_CHANNEL,
  );
  const latest = useRef(onChange);
  latest.current = onChange;

  useEffect(() => {
    if (lastSignal?.ref === entityRef) {
      latest.current();
    }
  }, [lastSignal, entityRef]);
}
