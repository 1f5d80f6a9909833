import { Button, Text } from '@backstage/ui';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  CopyButton,
  EmptyState,
  Panel,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { Scorecard } from '@platform-ops/backstage-plugin-scorecards-common';
import { ShareLegend } from '@platform-ops/backstage-plugin-scorecards-react';
import { groupControls } from '../../controls/groupControls';
import type { ControlsView } from '../../hooks/useControlsView';
import { useEntityDecisions } from '../../hooks/useEntityDecisions';
import { EvaluatedAt, ScorecardHeadline } from '../EntityScorecards';
import { FrameworkMarks, ScopeNote } from '../Framework';
import { PrintButton, PrintedDocument } from '../Printed';
import { ControlFilters } from './ControlFilters';
import { ControlGroup } from './ControlGroup';
import { PrintHeader } from './PrintHeader';
import styles from './ScorecardDocument.module.css';

/** One framework in full: how the entity stands, and each control. */
export function ScorecardDocument(props: {
  scorecard: Scorecard;
  view: ControlsView;
}) {
  const { scorecard, view } = props;
  const { entity } = useEntity();
  const decisions = useEntityDecisions();
  const groups = groupControls(scorecard.controls, view.filter);
  return (
    <PrintedDocument label={`${scorecard.frameworkTitle}, ${scorecard.title}`}>
      <PrintHeader scorecard={scorecard} entity={entity} view={view} />
      <Panel
        title={scorecard.frameworkTitle}
        action={
          <div className={styles.actions}>
            <FrameworkMarks framework={scorecard} />
            <CopyButton text={window.location.href} label="Copy link" />
            <PrintButton />
          </div>
        }
      >
        <div className={styles.summary}>
          <ScorecardHeadline scorecard={scorecard} />
          <ShareLegend shares={scorecard.shares} />
          <ScopeNote scope={scorecard.scope} />
          <div className={styles.when}>
            <Text as="p" variant="body-small" color="secondary">
              Version {scorecard.frameworkVersion}
            </Text>
            <EvaluatedAt scorecard={scorecard} />
          </div>
        </div>
      </Panel>
      <ControlFilters scorecard={scorecard} view={view} />
      {groups.length === 0 && (
        <EmptyState
          title="Nothing matches"
          description="The filters together leave no control."
          action={
            <Button size="small" variant="secondary" onPress={view.clear}>
              Clear all filters
            </Button>
          }
        />
      )}
      {groups.map(({ verdict, controls }) => (
        <ControlGroup
          key={verdict}
          verdict={verdict}
          controls={controls}
          scorecard={scorecard}
          decisions={decisions}
          opened={view.controlId}
          onOpen={view.setControl}
        />
      ))}
    </PrintedDocument>
  );
}
