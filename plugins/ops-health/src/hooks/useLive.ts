import { useHealthSignal } from '@platform-ops/backstage-plugin-ops-health-react';
import { useInterval } from '@platform-ops/backstage-plugin-platform-ops-react';
import { useEffect, useRef } from 'react';

const LIVE_MILLISECONDS = 30_000;

/**
 * Reads again every half minute, when states change, and at once when it goes
 * on after a pause.
 */
export function useLive(reload: () => void, live: boolean): void {
  useHealthSignal(() => {
    if (live) {
      reload();
    }
  });
  useInterval(reload, live ? LIVE_MILLISECONDS : undefined);
  const wasLive = useRef(live);
  useEffect(() => {
    if (live && !wasLive.current) {
      reload();
    }
    wasLive.current = live;
  }, [live, reload]);
}
