import { Container } from '@backstage/ui';
import {
  EmptyState,
  LoadFailure,
  Pager,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { PRICES_CONFIG } from '../../configExample';
import { useIdleGpus } from '../../hooks/useIdleGpus';
import { useIdleGpusView } from '../../hooks/useIdleGpusView';
import { IdleGpusControls } from './IdleGpusControls';
import { IdleGpusTable } from './IdleGpusTable';
import { IdleGpusTotal } from './IdleGpusTotal';
import { NothingIdle } from './NothingIdle';
import styles from './IdleGpusPage.module.css';

/** Which GPUs are paid for and hardly work, and whose they are. */
export function IdleGpusPage() {
  const view = useIdleGpusView();
  const { value, error, outdated, reload } = useIdleGpus(view.query);

  if (error && !value) {
    return (
      <Container className={styles.page}>
        <LoadFailure what="the idle GPUs" error={error} onRetry={reload}>
          The state of the fleet may still be seen.
        </LoadFailure>
      </Container>
    );
  }
  if (value && !value.currency) {
    return (
      <Container className={styles.page}>
        <EmptyState
          title="No prices are configured"
          description="GPUs that are paid for and hardly work would be here, with their owners. Say in app-config.yaml what an hour of them costs:"
          copy={{ label: 'Copy the configuration', text: PRICES_CONFIG }}
        />
      </Container>
    );
  }
  return (
    <Container className={styles.page}>
      {error && (
        <LoadFailure
          what="the newest list of idle GPUs"
          error={error}
          onRetry={reload}
        >
          What is shown is what was read before.
        </LoadFailure>
      )}
      <IdleGpusTotal value={value} filtered={view.owners.length > 0} />
      <IdleGpusControls value={value} view={view} />
      {value?.totalItems === 0 && !outdated ? (
        <NothingIdle value={value} view={view} />
      ) : (
        <IdleGpusTable value={value} outdated={outdated} />
      )}
      <Pager
        cursor={view.query.cursor}
        nextCursor={value?.nextCursor}
        summary={
          value
            ? `${value.totalItems.toLocaleString('en')} ${
                value.totalItems === 1 ? 'workload' : 'workloads'
              }`
            : ''
        }
        onCursor={view.setCursor}
      />
    </Container>
  );
}
