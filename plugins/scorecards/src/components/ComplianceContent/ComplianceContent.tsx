import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { orderFrameworks } from '../../controls/orderFrameworks';
import { useControlsView } from '../../hooks/useControlsView';
import { useEntityScorecards } from '../../hooks/useEntityScorecards';
import { ScorecardsBoundary } from '../EntityScorecards';
import { OverTime } from '../OverTime';
import { FrameworkChooser } from './FrameworkChooser';
import { ScorecardDocument } from './ScorecardDocument';
import { UnlistedControl } from './UnlistedControl';
import { ViewChooser } from './ViewChooser';
import styles from './ComplianceContent.module.css';

const SKELETON_LINES = 14;

/** All that the frameworks ask of an entity, and what there is to show for it. */
export function ComplianceContent() {
  const loaded = useEntityScorecards();
  const view = useControlsView();
  const { entity } = useEntity();
  const { frameworkId, controlId } = view;
  if (
    frameworkId &&
    controlId &&
    loaded.value?.every(scorecard => scorecard.frameworkId !== frameworkId)
  ) {
    return (
      <UnlistedControl
        entityRef={stringifyEntityRef(entity)}
        frameworkId={frameworkId}
        controlId={controlId}
        onDone={loaded.reload}
      />
    );
  }
  return (
    <div className={styles.page}>
      <ScorecardsBoundary loaded={loaded} lines={SKELETON_LINES}>
        {found => {
          const scorecards = orderFrameworks(found);
          const shown =
            scorecards.find(
              scorecard => scorecard.frameworkId === frameworkId,
            ) ?? scorecards[0];
          return (
            <>
              <FrameworkChooser
                scorecards={scorecards}
                shown={shown}
                onChoose={view.setFramework}
              />
              <ViewChooser view={view} />
              {view.overTime ? (
                <OverTime key={shown.frameworkId} scorecard={shown} />
              ) : (
                <ScorecardDocument
                  key={shown.frameworkId}
                  scorecard={shown}
                  view={view}
                />
              )}
            </>
          );
        }}
      </ScorecardsBoundary>
    </div>
  );
}
