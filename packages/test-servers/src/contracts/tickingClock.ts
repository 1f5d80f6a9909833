const START = Date.UTC(2026, 0, 1);

/** A clock that goes on by a second with each look at it. */
export function tickingClock(): () => string {
  let seconds = 0;
  return () => new Date(START + 1000 * seconds++).toISOString();
}
