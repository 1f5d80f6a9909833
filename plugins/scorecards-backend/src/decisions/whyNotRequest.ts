import type { DecisionKind } from '@platform-ops/backstage-plugin-scorecards-common';
import type { ControlDefinition, Verdict } from '@platform-ops/scorecards';

/** What there can be an exemption from, or another way for. */
const NOT_MET: ReadonlySet<Verdict> = new Set([
  'fail',
  'error',
  'not-evaluated',
]);

/** Why a kind of decision makes no sense for a control; undefined where it does. */
export function whyNotRequest(
  kind: DecisionKind,
  control: Pick<ControlDefinition, 'obligation' | 'attestation'>,
  known: { verdict: Verdict; underlying?: Verdict },
): string | undefined {
  const verdict = known.underlying ?? known.verdict;
  if (kind === 'statement') {
    return whyNotState(control, verdict);
  }
  if (kind === 'not-applicable') {
    return verdict === 'not-applicable'
      ? 'The control does not apply to it as it is'
      : undefined;
  }
  if (kind === 'alternative' && control.obligation === 'required') {
    return 'The control is required; another way is only for addressable ones';
  }
  return NOT_MET.has(verdict)
    ? undefined
    : `The control is ${verdict}; this is for controls that fail or of which nothing is known`;
}

function whyNotState(
  { attestation }: Pick<ControlDefinition, 'attestation'>,
  verdict: Verdict,
): string | undefined {
  if (!attestation?.fourEyes) {
    return attestation
      ? 'The control takes one person; sign the statement instead'
      : 'The control asks for no statement; checks decide it alone';
  }
  switch (verdict) {
    case 'not-applicable':
      return 'The control does not apply to it as it is';
    case 'fail':
    case 'error':
      return `The control is ${verdict}; a statement does not overrule what a check finds, so mend that first`;
    default:
      return undefined;
  }
}
