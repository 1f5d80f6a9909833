import type { Decision } from '@platform-ops/backstage-plugin-scorecards-common';
import { kindWords } from '../../decisions/decisionWords';
import { DecisionActions, DecisionLines } from '../Decisions';
import { ConcernedLine } from './ConcernedLine';
import { CurrentVerdict } from './CurrentVerdict';

/** A request with all that is needed to decide it. */
export function DecisionCard(props: {
  decision: Decision;
  onDone: () => void;
}) {
  const { decision, onDone } = props;
  return (
    <>
      <ConcernedLine
        what={`${kindWords(decision.kind).noun}${
          decision.renews ? ', renewed' : ''
        }`}
        concerned={decision}
      />
      <CurrentVerdict concerned={decision} />
      <DecisionLines decision={decision} />
      <DecisionActions decision={decision} onDone={onDone} />
    </>
  );
}
