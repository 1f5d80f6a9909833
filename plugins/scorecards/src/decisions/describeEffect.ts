import type {
  ConcernedControl,
  DecisionKind,
  FrameworkDetail,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { daysWords } from './decisionWords';

/** What it does to the level, where something is known of the framework. */
function describeCap(
  obligation: ConcernedControl['obligation'],
  framework: FrameworkDetail | undefined,
): string {
  if (!framework || framework.mappingOnly || obligation !== 'required') {
    return '.';
  }
  const highest = framework.levels.find(
    ({ id }) => id === framework.caps.exempt,
  );
  return highest
    ? `, and the level is at most ${highest.title}.`
    : ', and no level is reached.';
}

/**
 * What a decision does once it is approved, for people who ask for one and for
 * those who decide.
 */
export function describeEffect(
  kind: DecisionKind,
  options: {
    days: number;
    obligation: ConcernedControl['obligation'];
    framework: FrameworkDetail | undefined;
  },
): string {
  const { days, obligation, framework } = options;
  const period = `for ${daysWords(days)}`;
  switch (kind) {
    case 'not-applicable':
      return `${period} the control is left out: it neither helps nor lowers the score.`;
    case 'statement':
      return `${period} the control counts as attested, by who stated it and who approved it. Where a machine finds that it does not hold, the machine counts.`;
    case 'alternative':
      return `${period} the control counts as attested, as if it were met: people say so, no machine does.`;
    default:
      return `${period} the control counts as an accepted open risk: it adds nothing to the score${describeCap(
        obligation,
        framework,
      )}`;
  }
}
