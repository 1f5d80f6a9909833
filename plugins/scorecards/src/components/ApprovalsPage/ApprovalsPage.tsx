import { Container, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { useDecisionsView } from '../../hooks/useDecisionsView';
import { AllDecisions } from './AllDecisions';
import { WaitingList } from './WaitingList';
import styles from './ApprovalsPage.module.css';

/** What waits for the viewer, or all that was ever asked for. */
export function ApprovalsPage() {
  const view = useDecisionsView();
  return (
    <Container className={styles.page}>
      <ToggleButtonGroup
        className={styles.chooser}
        aria-label="What is shown"
        disallowEmptySelection
        selectedKeys={[view.all ? 'all' : 'waiting']}
        onSelectionChange={keys => view.setAll(keys.has('all'))}
      >
        <ToggleButton id="waiting" size="small">
          Waiting for me
        </ToggleButton>
        <ToggleButton id="all" size="small">
          All decisions
        </ToggleButton>
      </ToggleButtonGroup>
      {view.all ? <AllDecisions view={view} /> : <WaitingList />}
    </Container>
  );
}
