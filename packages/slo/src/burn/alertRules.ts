import type { BurnPair, BurnSeverity } from './burnPairs';
import { chanceOf, fewestAllBad, mostFail, type Chance } from './chance';

/**
 * Bad events that a long window needs before it may alert: one failure of a
 * service with ten requests an hour is no outage.
 *
 * @public
 */
export const DEFAULT_MINIMUM_BAD_EVENTS = 5;

/**
 * One condition under which somebody is told. The portal and the Prometheus
 * rules both follow these.
 */
export interface AlertRule {
  kind: 'burn' | 'low-volume';
  pair: BurnPair;
  severity: BurnSeverity;
  longMs: number;
  shortMs: number;
  /** Burn rate that both windows must exceed. */
  factor: number;
  /** The same as an error ratio, rounded as it is written to Prometheus. */
  errorRatioLimit: number;
  /** That many bad events, or more, must be in the long window. */
  minimumBadEvents: number;
  /** More bad events than that makes must be in the long window. */
  chance: Chance;
  /** Holds only while each of these windows has fewer bad events. */
  onlyBelow: { windowMs: number; badEvents: number }[];
}

/**
 * The rules of an objective: one for each pair, and those that keep services of
 * low volume from failing in silence, as the minimum of bad events would let them.
 */
export function alertRules(
  objective: number,
  pairs: BurnPair[],
  minimumBadEvents: number,
): AlertRule[] {
  const rules = [
    ...pairs.map(
      (pair): UnfinishedRule => ({
        kind: 'burn',
        pair,
        severity: pair.severity,
        longMs: pair.longMs,
        shortMs: pair.shortMs,
        factor: pair.factor,
        minimumBadEvents,
        onlyBelow: [],
      }),
    ),
    ...lowVolumePages(pairs, minimumBadEvents),
    ...lowVolumeTickets(objective, pairs, minimumBadEvents),
  ];
  return rules
    .map(rule => ({
      ...rule,
      errorRatioLimit: Number((rule.factor * (1 - objective)).toPrecision(12)),
      chance: chanceOf(objective, rule.severity),
    }))
    .filter(canFire);
}

type UnfinishedRule = Omit<AlertRule, 'errorRatioLimit' | 'chance'>;

/** With a low objective so few bad events as some rules are for are always chance. */
function canFire(rule: AlertRule): boolean {
  const fewest = fewestAllBad(rule.chance, rule.minimumBadEvents);
  return rule.onlyBelow.every(
    ({ windowMs, badEvents }) => windowMs !== rule.longMs || fewest < badEvents,
  );
}

/**
 * Pages where a ticket's window burns at a page's factor, while the windows of
 * the pages hold too few events to tell.
 */
function lowVolumePages(
  pairs: BurnPair[],
  minimumBadEvents: number,
): UnfinishedRule[] {
  const pages = pairs.filter(pair => pair.severity === 'page');
  const tickets = pairs.filter(pair => pair.severity === 'ticket');
  const longestPage = pages[pages.length - 1];
  if (!longestPage) {
    return [];
  }
  return tickets.map(pair => ({
    kind: 'low-volume',
    pair,
    severity: 'page',
    longMs: pair.longMs,
    // The shortest of the tickets, so that a page does not outlive its cause.
    shortMs: tickets[0].shortMs,
    factor: pages[0].factor,
    minimumBadEvents,
    onlyBelow: [
      { windowMs: longestPage.longMs, badEvents: minimumBadEvents },
      // More than that, and the pages can tell or could have told: it was an outage.
      {
        windowMs: pair.longMs,
        badEvents: (2 * minimumBadEvents * pair.longMs) / longestPage.longMs,
      },
    ],
  }));
}

/**
 * The longest window needs only half as many bad events where most of the events fail.
 */
function lowVolumeTickets(
  objective: number,
  pairs: BurnPair[],
  minimumBadEvents: number,
): UnfinishedRule[] {
  const pair = pairs[pairs.length - 1];
  const fewer = Math.ceil(minimumBadEvents / 2);
  if (!pair || fewer >= minimumBadEvents) {
    return [];
  }
  return [
    {
      kind: 'low-volume',
      pair,
      severity: 'ticket',
      longMs: pair.longMs,
      shortMs: pair.shortMs,
      factor: Math.max(pair.factor, mostFail(objective) / (1 - objective)),
      minimumBadEvents: fewer,
      onlyBelow: [{ windowMs: pair.longMs, badEvents: minimumBadEvents }],
    },
  ];
}
