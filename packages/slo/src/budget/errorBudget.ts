import { readCounts, type WindowCounts } from '../burn/WindowCounts';
import { formatAbout, formatDuration, formatPercent } from '../format';
import { checkObjective } from '../limits';
import { periodAt } from './periodAt';
import type { SloPeriod } from './SloPeriod';

/**
 * @public
 */
export interface ErrorBudgetOptions {
  /** Share of good events that is promised, between 0 and 1, both excluded. */
  objective: number;
  period: SloPeriod;
  /** Milliseconds since 1970. */
  nowMs: number;
  /**
   * Events of the period up to now. `coverage` is the observed share of that time;
   * what a calendar period still has before it does not count as missing.
   */
  counts: Omit<WindowCounts, 'windowMs'>;
  /** What the outlook goes by, such as the last 6 hours. */
  recent?: WindowCounts;
}

/**
 * How long the rest of a budget lasts if the errors of late go on.
 *
 * - `exhausted`: nothing is left.
 * - `exhausts`: it ends before the period does; rolling: the burn rate is above 1.
 * - `lasts`: it does not.
 * - `unknown`: nothing is known of late.
 *
 * @public
 */
export type BudgetOutlook =
  | { kind: 'exhausted' | 'lasts' | 'unknown' }
  | {
      kind: 'exhausts';
      /** Milliseconds. */
      inMs: number;
      /** Milliseconds since 1970. */
      exhaustedAtMs: number;
    };

/**
 * @public
 */
export interface ErrorBudget {
  /** `idle`: no events in the period, which is not the same as good. */
  state: 'known' | 'idle' | 'unknown';
  /** Milliseconds since 1970. */
  startMs: number;
  /** Milliseconds since 1970. */
  endMs: number;
  /** Share of the period's budget that is used, 0 or more; only if `known`. */
  spent?: number;
  /** `1 - spent`; below 0 if more than the budget is used. */
  remaining?: number;
  badEvents: number;
  totalEvents: number;
  /** Observed share of the period up to now, 0..1. */
  coverage: number;
  outlook: BudgetOutlook;
  /** A sentence with the numbers. */
  summary: string;
  /** Counts that could not be so, and what they were taken for. */
  problems: string[];
}

/**
 * What is left of an error budget, and for how long.
 *
 * @remarks
 *
 * `spent = bad / total / (1 - objective) * coverage * elapsed / period`: the budget is that of
 * the whole period. Time that was not observed, or is still to come, counts as
 * having the traffic of the rest and no errors.
 *
 * A rolling period is always over, so `elapsed / period` is 1.
 *
 * @throws SloInputError for an objective or a period that cannot be.
 *
 * @public
 */
export function errorBudget(options: ErrorBudgetOptions): ErrorBudget {
  const { objective, period, nowMs } = options;
  checkObjective(objective);
  const { startMs, endMs } = periodAt(period, nowMs);
  const elapsedMs = nowMs - startMs;
  const problems: string[] = [];
  const { bad, total, coverage } = readCounts(
    { ...options.counts, windowMs: elapsedMs },
    problems,
  );
  const facts = {
    startMs,
    endMs,
    badEvents: bad,
    totalEvents: total,
    coverage,
    problems,
  };
  if (coverage === 0 || total === 0) {
    const known = coverage > 0;
    return {
      ...facts,
      state: known ? 'idle' : 'unknown',
      outlook: { kind: 'unknown' },
      summary: known
        ? 'There were no events in this period.'
        : 'There are no data for this period.',
    };
  }

  const lengthMs = endMs - startMs;
  const spent =
    ((bad / total / (1 - objective)) * coverage * elapsedMs) / lengthMs;
  const recent = options.recent && readCounts(options.recent, problems);
  const outlook = foresee();
  return {
    ...facts,
    state: 'known',
    spent,
    remaining: 1 - spent,
    outlook,
    summary: [leftWords(spent), outlookWords(outlook), coverageWords(coverage)]
      .filter(Boolean)
      .join(' '),
  };

  function foresee(): BudgetOutlook {
    if (spent >= 1) {
      return { kind: 'exhausted' };
    }
    if (!recent?.coverage) {
      return { kind: 'unknown' };
    }
    const burnRate =
      recent.total > 0 ? recent.bad / recent.total / (1 - objective) : 0;
    const inMs = ((1 - spent) * lengthMs) / burnRate;
    const lasts =
      period.kind === 'rolling'
        ? // Errors also leave a rolling period: at 1 it never ends.
          burnRate <= 1
        : nowMs + inMs >= endMs;
    return lasts
      ? { kind: 'lasts' }
      : { kind: 'exhausts', inMs, exhaustedAtMs: nowMs + inMs };
  }

  function outlookWords(foreseen: BudgetOutlook): string {
    const window = recent ? `the last ${formatDuration(recent.windowMs)}` : '';
    switch (foreseen.kind) {
      case 'exhausts':
        return `At the rate of ${window} it lasts ${formatAbout(
          foreseen.inMs,
        )}.`;
      case 'lasts':
        return `At the rate of ${window} it lasts the period.`;
      default:
        return '';
    }
  }
}

function leftWords(spent: number): string {
  return spent >= 1
    ? `The error budget is exhausted: ${formatPercent(spent)} of it is used.`
    : `${formatPercent(1 - spent)} of the error budget is left.`;
}

function coverageWords(coverage: number): string {
  return coverage < 1
    ? `Only ${formatPercent(
        coverage,
      )} of the time was observed; the rest counts as good.`
    : '';
}
