import { useApi } from '@backstage/frontend-plugin-api';
import { Container } from '@backstage/ui';
import {
  EmptyState,
  LoadFailure,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import {
  scorecardsApiRef,
  useScorecardsSignal,
} from '@platform-ops/backstage-plugin-scorecards-react';
import { orderFrameworks } from '../../controls/orderFrameworks';
import { useOverviewView } from '../../hooks/useOverviewView';
import { MatrixView } from './MatrixView';
import { OverviewFilters } from './OverviewFilters';
import { ScorecardsTable } from './ScorecardsTable';
import styles from './OverviewPage.module.css';

/** What is there evidence for, system by system, framework by framework? */
export function OverviewPage() {
  const api = useApi(scorecardsApiRef);
  const view = useOverviewView();
  const { value, error, reload } = useLoad('frameworks', () =>
    api.listFrameworks(),
  );
  useScorecardsSignal(reload);
  const frameworks = value && orderFrameworks(value.items);

  if (error && !frameworks) {
    return (
      <Container className={styles.page}>
        <LoadFailure what="the scorecards" error={error} onRetry={reload} />
      </Container>
    );
  }
  if (frameworks?.length === 0) {
    return (
      <Container className={styles.page}>
        <EmptyState
          title="No framework yet"
          description="Systems by frameworks would be here. No framework is in force: all are switched off, or no collector brings the facts that they need. Add a file of your own to app-config.yaml and restart the backend:"
          copy={{
            label: 'Copy the configuration',
            text: 'scorecards:\n  files:\n    - ./compliance/house-rules.yaml',
          }}
        />
      </Container>
    );
  }
  return (
    <Container className={styles.page}>
      <OverviewFilters view={view} frameworks={frameworks ?? []} />
      {view.asTable ? (
        <ScorecardsTable view={view} frameworks={frameworks ?? []} />
      ) : (
        <MatrixView view={view} frameworks={frameworks} />
      )}
    </Container>
  );
}
