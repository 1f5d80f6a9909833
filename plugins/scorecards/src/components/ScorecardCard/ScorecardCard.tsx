import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  EntityLink,
  Panel,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { orderFrameworks } from '../../controls/orderFrameworks';
import { useEntityScorecards } from '../../hooks/useEntityScorecards';
import { EvaluatedAt, ScorecardsBoundary } from '../EntityScorecards';
import { ScopeList } from '../Framework';
import { CardFramework } from './CardFramework';
import { ExemptControls } from './ExemptControls';
import { WorstControls } from './WorstControls';
import styles from './ScorecardCard.module.css';

const SKELETON_LINES = 8;

/** What there is evidence for, by framework, and what needs somebody first. */
export function ScorecardCard() {
  const { entity } = useEntity();
  const loaded = useEntityScorecards();
  return (
    <Panel
      title="Compliance"
      action={
        loaded.value &&
        loaded.value.length > 0 && (
          <EntityLink
            entityRef={stringifyEntityRef(entity)}
            title="Show all controls"
            tab="compliance"
          />
        )
      }
    >
      <ScorecardsBoundary loaded={loaded} lines={SKELETON_LINES}>
        {found => {
          const scorecards = orderFrameworks(found);
          return (
            <div className={styles.body}>
              {scorecards.map(scorecard => (
                <CardFramework
                  key={scorecard.frameworkId}
                  scorecard={scorecard}
                />
              ))}
              <WorstControls scorecards={scorecards} />
              <ExemptControls scorecards={scorecards} />
              <ScopeList
                frameworks={scorecards.map(
                  ({ frameworkId, frameworkTitle, scope }) => ({
                    id: frameworkId,
                    title: frameworkTitle,
                    scope,
                  }),
                )}
              />
              <EvaluatedAt scorecard={scorecards[0]} />
            </div>
          );
        }}
      </ScorecardsBoundary>
    </Panel>
  );
}
