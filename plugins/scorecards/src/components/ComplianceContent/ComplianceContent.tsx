import { useControlsView } from '../../hooks/useControlsView';
import { useEntityScorecards } from '../../hooks/useEntityScorecards';
import { ScorecardsBoundary } from '../EntityScorecards';
import { FrameworkChooser } from './FrameworkChooser';
import { ScorecardDocument } from './ScorecardDocument';
import styles from './ComplianceContent.module.css';

const SKELETON_LINES = 14;

/** All that the frameworks ask of an entity, and what there is to show for it. */
export function ComplianceContent() {
  const loaded = useEntityScorecards();
  const view = useControlsView();
  return (
    <div className={styles.page}>
      <ScorecardsBoundary loaded={loaded} lines={SKELETON_LINES}>
        {scorecards => {
          const shown =
            scorecards.find(
              ({ frameworkId }) => frameworkId === view.frameworkId,
            ) ?? scorecards[0];
          return (
            <>
              <FrameworkChooser
                scorecards={scorecards}
                shown={shown}
                onChoose={view.setFramework}
              />
              <ScorecardDocument
                key={shown.frameworkId}
                scorecard={shown}
                view={view}
              />
            </>
          );
        }}
      </ScorecardsBoundary>
    </div>
  );
}
