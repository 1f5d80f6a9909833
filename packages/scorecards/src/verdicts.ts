/**
 * What is said of a check or a control. Only `pass`, `attested` and `inherited`
 * count in favour; `not-evaluated`, `error` and `exempt` never do.
 *
 * @public
 */
export const VERDICTS = [
  'pass',
  'fail',
  'warn',
  'error',
  'not-applicable',
  'not-evaluated',
  'exempt',
  'attested',
  'inherited',
] as const;

/** @public */
export type Verdict = (typeof VERDICTS)[number];

/**
 * What a check itself can say: the rest is said by people or taken over from
 * above.
 *
 * @public
 */
export type CheckVerdict = Extract<
  Verdict,
  'pass' | 'fail' | 'warn' | 'error' | 'not-applicable' | 'not-evaluated'
>;
