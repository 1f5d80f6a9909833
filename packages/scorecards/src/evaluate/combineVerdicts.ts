import type { CheckVerdict } from '../verdicts';

/**
 * How checks add up to what a control says.
 *
 * @public
 */
export type Rule = { check: string } | { all: Rule[] } | { any: Rule[] };

/** What decides, from what weighs most. */
const ALL: CheckVerdict[] = [
  'fail',
  'error',
  'not-evaluated',
  'warn',
  'pass',
  'not-applicable',
];
/** One that passes is enough; what is not known might. */
const ANY: CheckVerdict[] = [
  'pass',
  'warn',
  'error',
  'not-evaluated',
  'fail',
  'not-applicable',
];

/**
 * @remarks
 * `all`: one failure decides, then what is not known; what does not apply is
 * left out. `any`: one pass decides, then what is not known.
 */
export function combineVerdicts(
  rule: Rule,
  verdictOf: (checkId: string) => CheckVerdict,
): CheckVerdict {
  if ('check' in rule) {
    return verdictOf(rule.check);
  }
  const [order, rules] = 'all' in rule ? [ALL, rule.all] : [ANY, rule.any];
  const verdicts = new Set(
    rules.map(inner => combineVerdicts(inner, verdictOf)),
  );
  return order.find(verdict => verdicts.has(verdict))!;
}

/** The ids of all checks of a rule. */
export function checksOf(rule: Rule): string[] {
  if ('check' in rule) {
    return [rule.check];
  }
  return ('all' in rule ? rule.all : rule.any).flatMap(checksOf);
}
