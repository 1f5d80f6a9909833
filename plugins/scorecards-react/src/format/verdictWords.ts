import type { Verdict } from '@platform-ops/scorecards';

/**
 * What is shown of a control: its verdict, or that it is not in force yet.
 *
 * @public
 */
export type ShownVerdict = Verdict | 'upcoming';

/**
 * All that can be shown, what needs somebody first.
 *
 * @public
 */
export const SHOWN_VERDICTS: readonly ShownVerdict[] = [
  'fail',
  'error',
  'not-evaluated',
  'warn',
  'exempt',
  'pass',
  'attested',
  'inherited',
  'not-applicable',
  'upcoming',
];

const WORDS: Record<ShownVerdict, { word: string; meaning: string }> = {
  pass: { word: 'pass', meaning: 'A machine found that it holds' },
  fail: { word: 'fail', meaning: 'A machine found that it does not hold' },
  warn: {
    word: 'warning',
    meaning: 'It holds, less well than it should, and counts half',
  },
  error: {
    word: 'error',
    meaning: 'The check itself went wrong, so nothing is known',
  },
  'not-applicable': {
    word: 'does not apply',
    meaning: 'It is not asked here and does not count',
  },
  'not-evaluated': {
    word: 'unknown',
    meaning:
      'A fact is missing or too old, or a person has to say; it never counts as a pass',
  },
  exempt: {
    word: 'exempt',
    meaning: 'It is not met, and two people accepted that for a while',
  },
  attested: {
    word: 'attested',
    meaning: 'A person stated it, and the statement is not too old',
  },
  inherited: {
    word: 'inherited',
    meaning:
      'It is met above: by the system, the cluster, the organisation or a provider',
  },
  upcoming: {
    word: 'upcoming',
    meaning: 'It is not in force yet and does not count',
  },
};

/**
 * The word for a verdict.
 *
 * @public
 */
export function verdictWord(verdict: ShownVerdict): string {
  return WORDS[verdict].word;
}

/**
 * What a verdict means, for people who see it for the first time.
 *
 * @public
 */
export function verdictMeaning(verdict: ShownVerdict): string {
  return WORDS[verdict].meaning;
}

/**
 * What is shown of a control.
 *
 * @public
 */
export function shownVerdict(control: {
  verdict: Verdict;
  isUpcoming: boolean;
}): ShownVerdict {
  return control.isUpcoming ? 'upcoming' : control.verdict;
}
