import type { AlertRule } from './alertRules';
import type { BurnCode, BurnState, PairDecision } from './BurnDecision';
import { mostByChance, mostFail } from './chance';
import { budgetUsed, explainBurn, explainSilence } from './reasons';
import type { Traffic } from './traffic';
import type { ReadCounts } from './WindowCounts';

/** With less of a window, a burn that its unobserved part dilutes stays open. */
const COMPLETE_ENOUGH = 0.9;

/** What the rules of one objective look at. */
export interface Observations {
  objective: number;
  traffic: Traffic;
  /** Shortest first. */
  windows: ReadCounts[];
}

/** Decides on one rule, apart from the others. */
export function judgeRule(
  rule: AlertRule,
  { objective, traffic, windows }: Observations,
): PairDecision {
  const long = findWindow(windows, rule.longMs);
  const short = findWindow(windows, rule.shortMs);
  const silent = (
    state: BurnState,
    code: BurnCode,
    windowMs: number,
  ): PairDecision => ({
    pair: rule.pair,
    severity: rule.severity,
    state,
    code,
    coverage: long?.coverage ?? 0,
    reason: explainSilence(code, windowMs),
  });

  if (!short?.coverage) {
    return silent('unknown', 'no-data', rule.shortMs);
  }
  if (!long?.coverage) {
    return silent('unknown', 'no-data', rule.longMs);
  }
  if (long.total === 0) {
    return silent('idle', 'no-events', rule.longMs);
  }
  if (short.total === 0 && traffic === 'stopped') {
    return silent('idle', 'traffic-stopped', rule.shortMs);
  }
  const shortUsed = windows.find(
    window => window.windowMs >= short.windowMs && window.total > 0,
  ) as ReadCounts;

  const ratios = {
    observed: long.bad / long.total,
    // What was not observed counts as good.
    long: (long.bad / long.total) * long.coverage,
    short: shortUsed.bad / shortUsed.total,
  };
  const numbers = {
    long,
    short: shortUsed,
    longBurnRate: ratios.long / (1 - objective),
    shortBurnRate: ratios.short / (1 - objective),
  };
  const { state, code } = judgeRatios(rule, objective, long, ratios);
  return {
    pair: rule.pair,
    severity: rule.severity,
    state,
    code,
    longBurnRate: numbers.longBurnRate,
    shortBurnRate: numbers.shortBurnRate,
    shortUsedMs: shortUsed.windowMs,
    budgetUsed: budgetUsed(rule, numbers.longBurnRate),
    badEvents: long.bad,
    totalEvents: long.total,
    coverage: long.coverage,
    reason: explainBurn(code, rule, numbers),
  };
}

function judgeRatios(
  rule: AlertRule,
  objective: number,
  window: ReadCounts,
  ratios: { observed: number; long: number; short: number },
): { state: BurnState; code: BurnCode } {
  const limit = rule.errorRatioLimit;
  if (ratios.short <= limit) {
    return {
      state: 'clear',
      code: ratios.long > limit ? 'recovered' : 'within',
    };
  }
  if (ratios.long <= limit) {
    return ratios.observed > limit && window.coverage < COMPLETE_ENOUGH
      ? { state: 'unknown', code: 'incomplete' }
      : { state: 'clear', code: 'spike' };
  }
  if (
    window.bad < rule.minimumBadEvents ||
    window.bad <= mostByChance(rule.chance, window.total)
  ) {
    return {
      state: ratios.observed >= mostFail(objective) ? 'unknown' : 'clear',
      code: 'few-events',
    };
  }
  return {
    state: 'firing',
    code: rule.kind === 'burn' ? 'burning' : 'low-volume',
  };
}

export function findWindow(
  windows: ReadCounts[],
  windowMs: number,
): ReadCounts | undefined {
  return windows.find(window => window.windowMs === windowMs);
}
