import type {
  Slo,
  SloPair,
  SloState,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  formatDuration,
  formatRatio,
  type State,
} from '@platform-ops/backstage-plugin-platform-ops-react';

/** Worst first, as they are listed. */
export const SLO_STATES = [
  'firing',
  'unknown',
  'clear',
  'idle',
] as const satisfies SloState[];

type Standing = Pick<Slo, 'state' | 'severity' | 'budget'>;

function isUsedUp({ budget }: Standing): boolean {
  return budget?.remaining !== undefined && budget.remaining <= 0;
}

/** How the state of a pair of windows looks. */
export function pairLook({
  state,
  severity,
}: Pick<SloPair, 'state' | 'severity'>): State {
  switch (state) {
    case 'firing':
      return severity === 'page' ? 'bad' : 'warning';
    case 'clear':
      return 'good';
    default:
      return state;
  }
}

/** How an objective looks: with its budget used up it is never good. */
export function sloLook(slo: Standing): State {
  return slo.state === 'clear' && isUsedUp(slo)
    ? 'warning'
    : pairLook({ state: slo.state, severity: slo.severity ?? 'page' });
}

/** The word for how an objective stands: `firing, page`. */
export function sloWord(slo: Standing): string {
  if (slo.state === 'clear' && isUsedUp(slo)) {
    return 'used up';
  }
  return slo.state === 'firing' && slo.severity
    ? `firing, ${slo.severity}`
    : slo.state;
}

/**
 * How the budget looks. Where less than half of the time was observed most of
 * it is a guess, which is never shown as good.
 */
export function budgetLook(slo: Standing): State {
  const { budget } = slo;
  if (budget?.remaining === undefined || slo.state === 'unknown') {
    return 'unknown';
  }
  if (budget.remaining <= 0) {
    return 'bad';
  }
  if (slo.state === 'firing') {
    return sloLook(slo);
  }
  if (budget.exhaustedAt) {
    return 'warning';
  }
  return budget.coverage < 0.5 ? 'unknown' : 'good';
}

function roundShare(share: number): number {
  return Number(share.toPrecision(2));
}

/** What is left and for how long: `62 % left, lasts 11 d at this rate`. */
export function describeBudget(
  budget: Slo['budget'],
  options: { now: number; briefly?: boolean },
): string {
  if (budget?.remaining === undefined) {
    return 'unknown';
  }
  const { remaining, exhaustedAt, coverage } = budget;
  if (remaining <= 0) {
    return `used up (${formatRatio(Number((1 - remaining).toPrecision(3)))})`;
  }
  const seconds = exhaustedAt && (Date.parse(exhaustedAt) - options.now) / 1000;
  const rate = options.briefly ? '' : ' at this rate';
  return [
    `${formatRatio(Number(remaining.toPrecision(3)))} left`,
    seconds && seconds > 0 && `lasts ${formatDuration(seconds)}${rate}`,
    coverage < 0.99 && `${formatRatio(roundShare(coverage))} observed`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** `99.9 %, 30 days, rolling`. */
export function describePromise(
  slo: Pick<Slo, 'objective' | 'periodText'>,
): string {
  return `${formatRatio(slo.objective)}, ${slo.periodText}`;
}

/** A burn rate with sensible digits: `14.4 ×`. */
export function formatBurnRate(rate: number | undefined): string {
  return rate === undefined
    ? 'unknown'
    : `${Number(rate.toPrecision(3)).toLocaleString('en')} ×`;
}
