import type { ReadCounts } from './WindowCounts';

/**
 * So many events must have been due before their absence means anything: with
 * three due, none comes once in twenty (Poisson, `e^-3`).
 */
export const DUE_EVENTS = 3;

/**
 * - `flowing`: even the shortest window has events.
 * - `sparse`: short windows are empty, as is to be expected at this rate.
 * - `stopped`: there were events, and by now more were due.
 * - `none`: no events in any window that was observed.
 *
 * @public
 */
export type Traffic = 'flowing' | 'sparse' | 'stopped' | 'none';

/** @param windows - Shortest first. */
export function judgeTraffic(windows: ReadCounts[]): Traffic {
  const observed = windows.filter(window => window.coverage > 0);
  const index = observed.findIndex(window => window.total > 0);
  if (index < 0) {
    return 'none';
  }
  if (index === 0) {
    return 'flowing';
  }
  const empty = observed[index - 1];
  const filled = observed[index];
  const due =
    (filled.total * empty.windowMs * empty.coverage) /
    (filled.windowMs * filled.coverage);
  return due < DUE_EVENTS ? 'sparse' : 'stopped';
}
