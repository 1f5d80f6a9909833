import type {
  ControlVerdict,
  Scorecard,
} from '@platform-ops/backstage-plugin-scorecards-common';
import {
  SHOWN_VERDICTS,
  shownVerdict,
  type ShownVerdict,
} from '@platform-ops/backstage-plugin-scorecards-react';
import { byImportance } from './groupControls';

const NEEDS_SOMEBODY: readonly ShownVerdict[] = [
  'fail',
  'error',
  'not-evaluated',
  'warn',
];

/** The controls that need somebody, of all frameworks, the worst first. */
export function worstControls(
  scorecards: readonly Scorecard[],
  count: number,
): Array<{ scorecard: Scorecard; control: ControlVerdict }> {
  return scorecards
    .flatMap(scorecard =>
      scorecard.controls
        .filter(control => NEEDS_SOMEBODY.includes(shownVerdict(control)))
        .map(control => ({ scorecard, control })),
    )
    .sort(
      (one, other) =>
        SHOWN_VERDICTS.indexOf(one.control.verdict) -
          SHOWN_VERDICTS.indexOf(other.control.verdict) ||
        byImportance(one.control, other.control),
    )
    .slice(0, count);
}
