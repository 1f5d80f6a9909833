import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { formatAbsoluteTime } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { Scorecard } from '@platform-ops/backstage-plugin-scorecards-common';
import { verdictWord } from '@platform-ops/backstage-plugin-scorecards-react';
import type { ControlsView } from '../../hooks/useControlsView';
import { PrintTitle } from '../Printed';

/** On paper only: of what, when, and what was left out. */
export function PrintHeader(props: {
  scorecard: Scorecard;
  entity: Entity;
  view: ControlsView;
}) {
  const { scorecard, entity, view } = props;
  const { verdicts, text } = view.filter;
  const leftOut = [
    verdicts.length > 0 &&
      `only the verdicts ${verdicts.map(verdictWord).join(', ')}`,
    text && `only controls with the words “${text}”`,
  ].filter(Boolean);
  return (
    <PrintTitle title={`${scorecard.title} (${stringifyEntityRef(entity)})`}>
      Evidence for {scorecard.frameworkTitle}, version{' '}
      {scorecard.frameworkVersion}. Evaluated{' '}
      {formatAbsoluteTime(scorecard.evaluatedAt)}, printed{' '}
      {formatAbsoluteTime(new Date())}.
      {leftOut.length > 0 && ` Shown: ${leftOut.join(', ')}.`}
    </PrintTitle>
  );
}
