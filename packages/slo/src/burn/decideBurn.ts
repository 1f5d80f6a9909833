import { checkObjective } from '../limits';
import { SloInputError } from '../SloInputError';
import {
  alertRules,
  DEFAULT_MINIMUM_BAD_EVENTS,
  type AlertRule,
} from './alertRules';
import type { BurnDecision, BurnState, PairDecision } from './BurnDecision';
import type { BurnPair } from './burnPairs';
import { findWindow, judgeRule, type Observations } from './judgeRule';
import { judgeTraffic, type Traffic } from './traffic';
import { readCounts, type WindowCounts } from './WindowCounts';

/**
 * @public
 */
export interface DecideBurnOptions {
  /** Share of good events that is promised, between 0 and 1, both excluded. */
  objective: number;
  /** From {@link burnPairs}. */
  pairs: BurnPair[];
  /**
   * The events of each of {@link burnWindows}, in any order. A window that is
   * missing counts as not observed; further ones help where traffic is sparse.
   */
  windows: WindowCounts[];
  /** Bad events that a long window needs before it may alert; default 5. */
  minimumBadEvents?: number;
}

/**
 * Decides whether an error budget burns too fast, for each window pair and as a whole.
 *
 * @remarks
 *
 * A pair fires when both its windows burn faster than its factor, and the bad events of the long
 * one are at least `minimumBadEvents` and more than chance makes of so few events.
 *
 * Partial data: the unobserved part of a long window counts as good, so its error
 * ratio is `bad / (total / coverage)`. A gap never alerts, and an outage of a service that
 * was born ten minutes ago still does.
 *
 * Little traffic: where the short window is empty, the next longer one that has events
 * answers for it, as long as the silence is no surprise. Where the minimum of bad
 * events would hide that most of few requests fail, rules of their own tell.
 *
 * @throws SloInputError for an objective or a minimum that cannot be.
 *
 * @public
 */
export function decideBurn(options: DecideBurnOptions): BurnDecision {
  const {
    objective,
    pairs,
    minimumBadEvents = DEFAULT_MINIMUM_BAD_EVENTS,
  } = options;
  checkObjective(objective);
  checkMinimum(minimumBadEvents);

  const problems: string[] = [];
  const windows = options.windows
    .map(counts => readCounts(counts, problems))
    .sort((a, b) => a.windowMs - b.windowMs);
  const traffic = judgeTraffic(windows);
  const observations = { objective, traffic, windows };

  const rules = alertRules(objective, pairs, minimumBadEvents);
  const decisions = pairs.map(pair =>
    judgePair(
      rules.filter(rule => rule.pair === pair),
      observations,
    ),
  );
  return { ...summarize(decisions, traffic), pairs: decisions, problems };
}

export function checkMinimum(minimumBadEvents: number): void {
  if (!Number.isInteger(minimumBadEvents) || minimumBadEvents < 1) {
    throw new SloInputError(
      'minimumBadEvents',
      minimumBadEvents,
      'a whole number of 1 or more',
    );
  }
}

/** The pair's own rule, unless a rule for little traffic says more. */
function judgePair(
  [burn, ...lowVolume]: AlertRule[],
  observations: Observations,
): PairDecision {
  const decision = judgeRule(burn, observations);
  const louder = lowVolume
    .filter(rule => applies(rule, observations))
    .map(rule => judgeRule(rule, observations))
    .find(
      other =>
        other.state === 'firing' &&
        (decision.state !== 'firing' || other.severity !== decision.severity),
    );
  return louder ?? decision;
}

function applies({ onlyBelow }: AlertRule, { windows }: Observations): boolean {
  return onlyBelow.every(({ windowMs, badEvents }) => {
    const window = findWindow(windows, windowMs);
    return !!window?.coverage && window.bad < badEvents;
  });
}

function summarize(
  decisions: PairDecision[],
  traffic: Traffic,
): Omit<BurnDecision, 'pairs' | 'problems'> {
  const firing = decisions.filter(({ state }) => state === 'firing');
  const loudest =
    firing.find(({ severity }) => severity === 'page') ?? firing[0];
  if (loudest) {
    const { severity, reason } = loudest;
    return { state: 'firing', severity, traffic, reason };
  }
  const silent = traffic === 'stopped' || traffic === 'none';
  const order: BurnState[] = silent
    ? ['unknown', 'idle', 'clear']
    : ['unknown', 'clear', 'idle'];
  const state = order.find(wanted =>
    decisions.some(decision => decision.state === wanted),
  );
  if (!state) {
    return { state: 'unknown', traffic, reason: 'There are no window pairs.' };
  }
  const deciding = decisions.filter(decision => decision.state === state);
  const telling =
    deciding.find(({ code }) => code !== 'within') ??
    deciding[deciding.length - 1];
  return { state, traffic, reason: telling.reason };
}
