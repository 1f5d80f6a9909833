import type { BurnSeverity } from './burnPairs';

/** Standard deviations that chance hardly ever exceeds; a page needs more certainty. */
const DEVIATIONS: Record<BurnSeverity, number> = { page: 3, ticket: 2 };

/**
 * How many of `n` events chance makes bad at most, where each is bad with the probability `p` that
 * the objective allows: `n p + d sqrt(n p (1 - p))`, as `perEvent * n + sqrt(squared * n)`.
 * Both are rounded as they are written to Prometheus.
 */
export interface Chance {
  perEvent: number;
  squared: number;
}

export function chanceOf(objective: number, severity: BurnSeverity): Chance {
  const allowed = 1 - objective;
  const squared = DEVIATIONS[severity] ** 2 * allowed * objective;
  return {
    perEvent: Number(allowed.toPrecision(12)),
    squared: Number(squared.toPrecision(12)),
  };
}

export function mostByChance(chance: Chance, events: number): number {
  return chance.perEvent * events + Math.sqrt(chance.squared * events);
}

/** So many events in a row that all are bad are no chance any more. */
export function fewestAllBad(chance: Chance, atLeast: number): number {
  let events = atLeast;
  while (events <= mostByChance(chance, events)) {
    events += 1;
  }
  return events;
}

/**
 * The error ratio from which on most events fail: the middle between what the
 * objective allows and everything.
 */
export function mostFail(objective: number): number {
  return 1 - objective / 2;
}
