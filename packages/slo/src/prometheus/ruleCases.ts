import type { AlertRule } from '../burn/alertRules';
import { fewestAllBad, mostByChance } from '../burn/chance';
import { promDuration } from './promText';
import type { RulePlan } from './RulePlan';

/** Events of a window. */
export interface CaseCounts {
  events: number;
  bad: number;
}

/** Counts for each window, and the rules that must fire on them; no other may. */
export interface RuleCase {
  name: string;
  counts: Map<number, CaseCounts>;
  firing: AlertRule[];
}

/** So many that each ratio of three digits is a whole number of them. */
const MANY = 1e9;
const NO_EVENTS: CaseCounts = { events: 0, bad: 0 };

/** What each rule must do, and what it must not. */
export function ruleCases(plan: RulePlan): RuleCase[] {
  const allowed = 1 - plan.slo.objective;
  const healthy = countsOf(allowed / 2);
  const make = (
    name: string,
    changes: [windowMs: number, counts: CaseCounts][],
    firing: AlertRule[] = [],
  ): RuleCase => ({
    name,
    counts: new Map([
      ...plan.windows.map(windowMs => [windowMs, healthy] as const),
      ...changes,
    ]),
    firing,
  });
  const ofPair = (rule: AlertRule) =>
    plan.rules.filter(other => other.pair === rule.pair);

  return [
    make('healthy traffic', []),
    ...plan.rules.flatMap(rule =>
      rule.kind === 'burn' ? burnCases(rule) : lowVolumeCases(rule),
    ),
  ];

  function burnCases(rule: AlertRule): RuleCase[] {
    const { longMs, shortMs } = rule;
    const title = `${rule.severity} of ${promDuration(longMs)}`;
    const burning = countsOf(burningRatio(rule.factor * allowed));
    const cases = [
      make(
        `${title}: burning`,
        [
          [longMs, burning],
          [shortMs, burning],
        ],
        [rule],
      ),
      make(`${title}: recovered`, [[longMs, burning]]),
      make(`${title}: a spike`, [[shortMs, burning]]),
    ];
    return plan.source.total === undefined
      ? cases
      : [...cases, ...lowTrafficCases(rule, title, burning)];
  }

  function lowTrafficCases(
    rule: AlertRule,
    title: string,
    burning: CaseCounts,
  ): RuleCase[] {
    const { longMs, shortMs } = rule;
    const cases: RuleCase[] = [];
    const needed = Math.min(
      ...ofPair(rule).map(({ minimumBadEvents }) => minimumBadEvents),
    );
    if (needed > 1) {
      const bad = needed - 1;
      const few = { bad, events: Math.floor((bad / burning.bad) * MANY) };
      cases.push(
        make(`${title}: too few bad events`, [
          [longMs, few],
          [shortMs, few],
        ]),
      );
    }
    // As many bad events as are needed, and no more than chance makes.
    const { minimumBadEvents, chance } = rule;
    const events = Math.floor((minimumBadEvents / burning.bad) * MANY);
    if (minimumBadEvents <= mostByChance(chance, events)) {
      const some = { events, bad: minimumBadEvents };
      cases.push(
        make(`${title}: maybe by chance`, [
          [longMs, some],
          [shortMs, some],
        ]),
      );
    }
    const nextMs = plan.windows[plan.windows.indexOf(shortMs) + 1];
    if (nextMs < longMs) {
      cases.push(
        make(
          `${title}: burning, sparse`,
          [
            [longMs, burning],
            [shortMs, NO_EVENTS],
            [nextMs, { events: 3, bad: 3 }],
          ],
          [rule],
        ),
        make(`${title}: the traffic has stopped`, [
          [longMs, burning],
          [shortMs, NO_EVENTS],
          [nextMs, { events: MANY, bad: MANY }],
        ]),
      );
    }
    return cases;
  }

  function lowVolumeCases(rule: AlertRule): RuleCase[] {
    const { longMs, shortMs, onlyBelow } = rule;
    const bad = fewestAllBad(rule.chance, rule.minimumBadEvents);
    const title = `low volume ${rule.severity} of ${promDuration(longMs)}`;
    const failing: [number, CaseCounts][] = [
      [longMs, { events: bad, bad }],
      [shortMs, { events: 1, bad: 1 }],
    ];
    // Where both look at the same windows and enough is bad, the pair's own rule fires too.
    const alsoFiring = ofPair(rule).filter(
      other =>
        other.kind === 'burn' &&
        other.shortMs === shortMs &&
        other.minimumBadEvents <= bad &&
        mostByChance(other.chance, bad) < bad,
    );
    const [page, outage] = onlyBelow;
    if (!outage) {
      return [make(`${title}: most fail`, failing, [rule, ...alsoFiring])];
    }
    const quiet: [number, CaseCounts] = [page.windowMs, { events: 1, bad: 0 }];
    return [
      make(`${title}: most fail`, [quiet, ...failing], [rule, ...alsoFiring]),
      make(
        `${title}: most fail, but the pages have enough events`,
        failing,
        alsoFiring,
      ),
      make(
        `${title}: an outage of earlier, and one more event fails`,
        [quiet, ...failing, [longMs, { events: MANY, bad: MANY }]],
        alsoFiring,
      ),
    ];
  }
}

/** Clearly above a limit, in three digits. */
export function burningRatio(limit: number): number {
  return Number(Math.min(1, limit * 1.25).toPrecision(3));
}

function countsOf(ratio: number): CaseCounts {
  return { events: MANY, bad: Math.round(ratio * MANY) };
}
