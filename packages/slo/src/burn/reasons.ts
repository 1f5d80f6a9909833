import { formatDuration, formatNumber, formatPercent } from '../format';
import type { AlertRule } from './alertRules';
import type { PairDecision } from './BurnDecision';
import type { ReadCounts } from './WindowCounts';

/** Burn rates that a rule compares. */
export interface BurnNumbers {
  long: ReadCounts;
  /** The window that answers for the short one. */
  short: ReadCounts;
  longBurnRate: number;
  shortBurnRate: number;
}

type Code = PairDecision['code'];

/** The sentence for a pair that has events. */
export function explainBurn(
  code: Code,
  rule: AlertRule,
  numbers: BurnNumbers,
): string {
  const { long, short } = numbers;
  const longName = formatDuration(long.windowMs);
  const shortName = formatDuration(short.windowMs);
  const longRate = `${formatNumber(numbers.longBurnRate)} times`;
  const shortRate = `${formatNumber(numbers.shortBurnRate)} times`;
  const limit = `${rule.severity} above ${formatNumber(rule.factor)}`;
  const failed = `${formatNumber(long.bad)} of ${formatNumber(
    long.total,
  )} events failed in the last ${longName}`;
  switch (code) {
    case 'burning':
      return `The error budget burned ${longRate} as fast as it may over the last ${longName}, and ${shortRate} over the last ${shortName} (${limit}): ${budgetWords(
        rule,
        numbers,
      )}.${coverageWords(long)}`;
    case 'low-volume':
      return `There is little traffic, and ${failed}: the error budget burned ${longRate} as fast as it may (${limit}).${coverageWords(
        long,
      )}`;
    case 'recovered':
      return `The error budget burned ${longRate} as fast as it may over the last ${longName}, but only ${shortRate} over the last ${shortName} (${limit}): it has calmed down.${coverageWords(
        long,
      )}`;
    case 'spike':
      return `The error budget burned ${shortRate} as fast as it may over the last ${shortName}, but only ${longRate} over the last ${longName} (${limit}): too short to matter so far.${coverageWords(
        long,
      )}`;
    case 'few-events':
      return `${failed}: too few to tell, it may be chance.`;
    case 'incomplete':
      return `Only ${formatPercent(
        long.coverage,
      )} of the last ${longName} was observed. That part burned too fast (${limit}), but it is too early to tell.`;
    default:
      return `The error budget burned ${longRate} as fast as it may over the last ${longName} (${limit}).${coverageWords(
        long,
      )}`;
  }
}

/** The sentence for a pair that has none. */
export function explainSilence(code: Code, windowMs: number): string {
  const window = `the last ${formatDuration(windowMs)}`;
  switch (code) {
    case 'no-events':
      return `There were no events in ${window}.`;
    case 'traffic-stopped':
      return `The traffic has stopped: there were no events in ${window}, and some were due.`;
    default:
      return `There are no data for ${window}.`;
  }
}

export function budgetUsed({ pair }: AlertRule, longBurnRate: number): number {
  return (longBurnRate / pair.factor) * pair.budgetShare;
}

function budgetWords(rule: AlertRule, { longBurnRate }: BurnNumbers): string {
  return `that is ${formatPercent(
    budgetUsed(rule, longBurnRate),
  )} of the budget`;
}

function coverageWords({ coverage }: ReadCounts): string {
  return coverage < 1
    ? ` Only ${formatPercent(
        coverage,
      )} of that time was observed; the rest counts as good.`
    : '';
}
