import type { DecisionKind } from '@platform-ops/backstage-plugin-scorecards-common';
import type { Verdict } from '@platform-ops/scorecards';

/** What there can be an exemption from, or another way for. */
const NOT_MET: ReadonlySet<Verdict> = new Set([
  'fail',
  'error',
  'not-evaluated',
]);

/** Why a kind of decision makes no sense for a control; undefined where it does. */
export function whyNotRequest(
  kind: DecisionKind,
  obligation: 'required' | 'addressable',
  known: { verdict: Verdict; underlying?: Verdict },
): string | undefined {
  const verdict = known.underlying ?? known.verdict;
  if (kind === 'not-applicable') {
    return verdict === 'not-applicable'
      ? 'The control does not apply to it as it is'
      : undefined;
  }
  if (kind === 'alternative' && obligation === 'required') {
    return 'The control is required; another way is only for addressable ones';
  }
  return NOT_MET.has(verdict)
    ? undefined
    : `The control is ${verdict}; this is for controls that fail or of which nothing is known`;
}
