import { useEffect, useRef } from 'react';

/**
 * Calls back again and again while the page is looked at; a hidden tab asks
 * nothing and catches up when it is shown.
 *
 * @param callback - The newest one is called.
 * @param milliseconds - Undefined pauses.
 * @public
 */
export function useInterval(
  callback: () => void,
  milliseconds: number | undefined,
): void {
  const latest = useRef(callback);
  latest.current = callback;

  useEffect(() => {
    if (milliseconds === undefined) {
      return undefined;
    }
    let missed = false;
    const tick = () => {
      if (document.hidden) {
        missed = true;
      } else {
        latest.current();
      }
    };
    const catchUp = () => {
      if (missed && !document.hidden) {
        missed = false;
        latest.current();
      }
    };
    const timer = setInterval(tick, milliseconds);
    document.addEventListener('visibilitychange', catchUp);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', catchUp);
    };
  }, [milliseconds]);
}
