import { useSignal } from '@backstage/plugin-signals-react';
import { SCORECARDS_SIGNAL_CHANNEL } from '@platform-ops/backstage-plugin-scorecards-common';
import { useEffect, useRef } from 'react';

/** Several evaluations may follow each other; one reload is enough. */
const QUIET_MILLISECONDS = 1_000;

/**
 * Calls back once verdicts have changed. Without a signals backend it never
 * does.
 *
 * @public
 */
export function useScorecardsSignal(onChange: () => void): void {
  const { lastSignal } = useSignal<{ ref: string; revision: number }>(
    SCORECARDS_SIGNAL_CHANNEL,
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
