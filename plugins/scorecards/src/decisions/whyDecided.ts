import type {
  ControlVerdict,
  Decision,
} from '@platform-ops/backstage-plugin-scorecards-common';

/**
 * The words of who asked, where a decision is why the verdict is what it is: who
 * approved it and until when stands beside them. Undefined otherwise.
 */
export function whyDecided(
  control: Pick<ControlVerdict, 'underlying'>,
  decisions: readonly Decision[],
): string | undefined {
  return control.underlying === undefined
    ? undefined
    : decisions.find(
        ({ state, kind }) => state === 'approved' && kind !== 'statement',
      )?.reason;
}
