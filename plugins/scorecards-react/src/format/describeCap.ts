import type {
  ControlVerdict,
  ScorecardSummary,
} from '@platform-ops/backstage-plugin-scorecards-common';

const REASONS = {
  critical: 'a critical control fails',
  exempt: 'a required control is exempt',
};

/**
 * Why a level is lower than the score alone would give; undefined where it is
 * not. Controls are named as their framework does, where they are known.
 *
 * @public
 */
export function describeCap(
  scorecard: Pick<ScorecardSummary, 'cap'> & {
    controls?: readonly Pick<ControlVerdict, 'id' | 'citation'>[];
  },
): string | undefined {
  const { cap, controls = [] } = scorecard;
  if (!cap) {
    return undefined;
  }
  const names = cap.controls.map(
    id => controls.find(control => control.id === id)?.citation ?? id,
  );
  return `The level is held down because ${REASONS[cap.reason]}: ${names.join(
    ', ',
  )}`;
}
