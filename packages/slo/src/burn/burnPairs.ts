import { checkObjective, checkPeriod } from '../limits';
import { DAY, HOUR, MINUTE } from '../time';

/**
 * How urgent a burn is: a page wakes somebody, a ticket waits for the morning.
 *
 * @public
 */
export type BurnSeverity = 'page' | 'ticket';

/**
 * Two windows that must both burn faster than a factor before anybody is told.
 *
 * @public
 */
export interface BurnPair {
  severity: BurnSeverity;
  /**
   * Share of the period's error budget, 0..1, that is used when the long window
   * has burned at the factor.
   */
  budgetShare: number;
  /** Milliseconds, whole minutes. */
  longMs: number;
  /** Milliseconds, whole minutes. Ends the alert soon after the cause is gone. */
  shortMs: number;
  /** Burn rate that both windows must exceed; 1 uses the budget up exactly. */
  factor: number;
  /**
   * The windows were lengthened, since no outage burns fast enough to use the
   * share within the usual ones.
   */
  lengthened: boolean;
}

/** The long windows of the Google SRE Workbook, chapter 5, table 5-8. */
const WORKBOOK_PAIRS = [
  { severity: 'page', budgetShare: 0.02, longMs: HOUR },
  { severity: 'page', budgetShare: 0.05, longMs: 6 * HOUR },
  { severity: 'ticket', budgetShare: 0.1, longMs: DAY },
  { severity: 'ticket', budgetShare: 0.1, longMs: 3 * DAY },
] as const;

/** Four weeks and months share the workbook's windows. */
const WORKBOOK_PERIOD = 28 * DAY;
/** A smaller budget than a week's is gone before anything can be measured. */
const SMALLEST_SCALED_PERIOD = 7 * DAY;
/** The workbook's advice; 5 minutes are five samples at the usual pace. */
const LONG_PER_SHORT = 12;
const SHORTEST_WINDOW = 5 * MINUTE;

/**
 * The window pairs that hold for an objective over a period, shortest first:
 * the long windows rise and the factors fall from one pair to the next.
 *
 * @remarks
 *
 * `factor = budgetShare * period / long` (Google SRE Workbook, "Alerting on
 * SLOs"), which is 14.4, 6, 3 and 1 for 30 days.
 *
 * Other periods: the windows are halved or doubled until they stand to the
 * period about as in the workbook, so 28 to 55 days have its own windows, a
 * week has a quarter and a quarter twice of them. Fixed windows would tell a
 * week that a burn of 0.7 is too fast, and miss a burn of 2 over a quarter.
 * Periods under a week keep the week's windows and factors, and so larger shares.
 *
 * Low objectives: an objective of 90 % burns ten times as fast as allowed when
 * everything fails, and never 14.4 times. Where an error ratio of 80 % would not
 * reach the factor, the long window grows until that ratio uses the same share
 * of the budget, and the short one with it. Where more than half may fail anyhow,
 * the ratio is `1 - 0.4 * objective`, for a factor must exceed 1.
 *
 * Two pairs that become the same by that are told once.
 *
 * @param objective - Share of good events that is promised, between 0 and 1, both excluded.
 * @param periodMs - What the promise is about, milliseconds, 1 day to 1 year.
 * @throws SloInputError for any other objective or period.
 *
 * @public
 */
export function burnPairs(objective: number, periodMs: number): BurnPair[] {
  checkObjective(objective);
  checkPeriod(periodMs);
  const scaledPeriod = Math.max(periodMs, SMALLEST_SCALED_PERIOD);
  const scale = 2 ** Math.floor(Math.log2(scaledPeriod / WORKBOOK_PERIOD));
  const highestFactor = Math.max(0.8, 1 - 0.4 * objective) / (1 - objective);

  const pairs = WORKBOOK_PAIRS.map(({ severity, budgetShare, longMs }) => {
    const budgetMs = budgetShare * scaledPeriod;
    const usualMs = longMs * scale;
    const lengthened = budgetMs / usualMs > highestFactor;
    const chosenMs = lengthened
      ? roundUpToMinute(budgetMs / highestFactor)
      : usualMs;
    return {
      severity,
      budgetShare: budgetMs / periodMs,
      longMs: chosenMs,
      shortMs: Math.max(
        SHORTEST_WINDOW,
        roundUpToMinute(chosenMs / LONG_PER_SHORT),
      ),
      factor: budgetMs / chosenMs,
      lengthened,
    };
  });
  return pairs.filter(
    (pair, index) => pair.longMs !== pairs[index + 1]?.longMs,
  );
}

/**
 * The windows that events must be counted over to judge pairs, shortest first,
 * in milliseconds.
 *
 * @public
 */
export function burnWindows(pairs: BurnPair[]): number[] {
  const windows = pairs.flatMap(pair => [pair.longMs, pair.shortMs]);
  return [...new Set(windows)].sort((a, b) => a - b);
}

function roundUpToMinute(ms: number): number {
  return Math.ceil(ms / MINUTE) * MINUTE;
}
