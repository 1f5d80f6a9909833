import type { ControlVerdict } from '@platform-ops/backstage-plugin-scorecards-common';
import {
  SHOWN_VERDICTS,
  shownVerdict,
  type ShownVerdict,
} from '@platform-ops/backstage-plugin-scorecards-react';

/** What narrows the controls of a scorecard. */
export interface ControlFilter {
  verdicts: readonly ShownVerdict[];
  text: string;
}

/** How many controls are shown as what. */
export function countShown(
  controls: readonly ControlVerdict[],
): Partial<Record<ShownVerdict, number>> {
  const counts: Partial<Record<ShownVerdict, number>> = {};
  for (const control of controls) {
    const shown = shownVerdict(control);
    counts[shown] = (counts[shown] ?? 0) + 1;
  }
  return counts;
}

/** The controls that match, what needs somebody first. */
export function groupControls(
  controls: readonly ControlVerdict[],
  filter: ControlFilter,
): Array<{ verdict: ShownVerdict; controls: ControlVerdict[] }> {
  const text = filter.text.trim().toLocaleLowerCase('en');
  const matching = controls.filter(
    ({ title, citation, reason = '' }) =>
      !text ||
      [title, citation, reason].some(words =>
        words.toLocaleLowerCase('en').includes(text),
      ),
  );
  return SHOWN_VERDICTS.filter(
    verdict =>
      filter.verdicts.length === 0 || filter.verdicts.includes(verdict),
  )
    .map(verdict => ({
      verdict,
      controls: matching
        .filter(control => shownVerdict(control) === verdict)
        .sort(byImportance),
    }))
    .filter(group => group.controls.length > 0);
}

/** Critical ones first, then the heaviest. */
export function byImportance(one: ControlVerdict, other: ControlVerdict) {
  return (
    Number(other.critical) - Number(one.critical) || other.weight - one.weight
  );
}
