import { useApi } from '@backstage/frontend-plugin-api';
import { Container, Text } from '@backstage/ui';
import {
  EmptyState,
  LoadFailure,
  SkeletonLines,
  useInterval,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import {
  scorecardsApiRef,
  useScorecardsSignal,
} from '@platform-ops/backstage-plugin-scorecards-react';
import { CollectorCard } from './CollectorCard';
import styles from './CollectorsPage.module.css';

/** A run in which no verdict changed is not signalled. */
const REFRESH_MILLISECONDS = 30_000;
const SKELETON_LINES = 3;
const SKELETON_HEIGHT = 180;

/** Who brings the facts that the verdicts rest on, and whether they come. */
export function CollectorsPage() {
  const api = useApi(scorecardsApiRef);
  const { value, error, reload } = useLoad('collectors', () =>
    api.listCollectors(),
  );
  useScorecardsSignal(reload);
  useInterval(reload, REFRESH_MILLISECONDS);
  return (
    <Container className={styles.page}>
      <Text as="p" variant="body-medium" color="secondary">
        Verdicts rest on facts, and collectors bring them. When one stops, its
        facts expire, and what rests on them becomes unknown.
      </Text>
      {error && (
        <LoadFailure what="the collectors" error={error} onRetry={reload}>
          {value && 'What is shown is what was read before.'}
        </LoadFailure>
      )}
      {!error && !value && (
        <SkeletonLines
          lines={SKELETON_LINES}
          lineHeight={SKELETON_HEIGHT}
          label="Loading the collectors"
        />
      )}
      {value?.items.length === 0 && (
        <EmptyState
          title="No collector is installed"
          description="Without facts nothing can be evaluated. Add one to the backend, as its README says, and restart it:"
          copy={{
            label: 'Copy the command',
            text: 'yarn --cwd packages/backend add @platform-ops/backstage-plugin-scorecards-backend-module-catalog',
          }}
        />
      )}
      <div className={styles.cards}>
        {value?.items.map(collector => (
          <CollectorCard
            key={collector.id}
            collector={collector}
            onChanged={reload}
          />
        ))}
      </div>
    </Container>
  );
}
