import type { ScorecardSummary } from '@platform-ops/backstage-plugin-scorecards-common';

/** What a score is made of, in the order of the bar. */
export const SHARES: ReadonlyArray<{
  id: keyof ScorecardSummary['shares'];
  word: string;
  meaning: string;
}> = [
  { id: 'automated', word: 'automated', meaning: 'found by machines' },
  { id: 'attested', word: 'attested', meaning: 'stated by people' },
  { id: 'inherited', word: 'inherited', meaning: 'met above' },
];
