import {
  burnPairs,
  decideBurn,
  errorBudget,
  nominalPeriodMs,
  periodAt,
  type BurnDecision,
  type BurnPair,
  type SloDefinition,
  type WindowCounts,
} from '@platform-ops/slo';
import type { SloHour, SloStatus } from '../database/SloStore';

const HOUR_MS = 3_600_000;

/**
 * The pairs by which an objective is judged.
 */
export function pairsOf({ objective, period }: SloDefinition): BurnPair[] {
  return burnPairs(objective, nominalPeriodMs(period));
}

/**
 * The events of a window that is too long to ask a source for: from the hours
 * that were counted and what came after the last of them.
 */
export function sumHours(options: {
  windowMs: number;
  now: number;
  hours: SloHour[];
  /** Since the last full hour. */
  rest: { good: number; total: number } | undefined;
}): WindowCounts {
  const { windowMs, now, hours, rest } = options;
  const inside = hours.filter(
    ({ hour }) => hour.getTime() >= now - windowMs - HOUR_MS / 2,
  );
  const restMs = now % HOUR_MS;
  const observedMs =
    inside.reduce((sum, { coverage }) => sum + coverage * HOUR_MS, 0) +
    (rest ? restMs : 0);
  return {
    windowMs,
    good: inside.reduce((sum, { good }) => sum + good, 0) + (rest?.good ?? 0),
    total:
      inside.reduce((sum, { total }) => sum + total, 0) + (rest?.total ?? 0),
    coverage: Math.min(1, observedMs / windowMs),
  };
}

/**
 * What the counts of an objective say.
 */
export function decideSlo(options: {
  definition: SloDefinition;
  windows: WindowCounts[];
  /** From the beginning of the period on, or as far as known. */
  hours: SloHour[];
  rest: { good: number; total: number } | undefined;
  now: number;
}): { burn: BurnDecision; status: SloStatus } {
  const { definition, windows, hours, rest, now } = options;
  const burn = decideBurn({
    objective: definition.objective,
    pairs: pairsOf(definition),
    windows,
  });
  const { startMs } = periodAt(definition.period, now);
  const elapsedMs = Math.max(1, now - startMs);
  const counts = sumHours({ windowMs: elapsedMs, now, hours, rest });
  const rateMs = rateWindowMs(burn);
  const recent = [...windows]
    .filter(({ windowMs }) => windowMs <= rateMs)
    .sort((a, b) => b.windowMs - a.windowMs)[0];
  const budget = errorBudget({
    objective: definition.objective,
    period: definition.period,
    nowMs: now,
    counts,
    recent,
  });
  return {
    burn,
    status: {
      state: burn.state,
      severity: burn.severity,
      reason: burn.reason,
      budget: {
        remaining: budget.remaining,
        summary: budget.summary,
        goodEvents: budget.totalEvents - budget.badEvents,
        totalEvents: budget.totalEvents,
        coverage: budget.coverage,
        exhaustedAt:
          budget.outlook.kind === 'exhausts'
            ? new Date(budget.outlook.exhaustedAtMs).toISOString()
            : undefined,
      },
      pairs: burn.pairs.map(pair => ({
        severity: pair.severity,
        state: pair.state,
        longSeconds: pair.pair.longMs / 1000,
        shortSeconds: pair.pair.shortMs / 1000,
        factor: pair.pair.factor,
        longBurnRate: pair.longBurnRate,
        shortBurnRate: pair.shortBurnRate,
        lengthened: pair.pair.lengthened,
        reason: pair.reason,
      })),
    },
  };
}

/** The rate that is shown beside a burning budget is the one that burns it. */
function rateWindowMs({ pairs }: BurnDecision): number {
  const firing = pairs
    .filter(({ state }) => state === 'firing')
    .map(({ pair }) => pair.longMs);
  return Math.min(6 * HOUR_MS, ...firing);
}
