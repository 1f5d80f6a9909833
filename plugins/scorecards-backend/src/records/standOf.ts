import type { Verdict } from '@platform-ops/scorecards';

/** What a verdict comes to over time. */
export type Stand = 'met' | 'unmet' | 'unknown';

const STANDS: Partial<Record<Verdict, Stand>> = {
  pass: 'met',
  warn: 'met',
  attested: 'met',
  inherited: 'met',
  fail: 'unmet',
  exempt: 'unmet',
  error: 'unknown',
  'not-evaluated': 'unknown',
};

/** @returns undefined for what is not asked: not applicable is neither. */
export function standOf(verdict: Verdict | undefined): Stand | undefined {
  return verdict === undefined ? 'unknown' : STANDS[verdict];
}
