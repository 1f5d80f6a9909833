import { useApi } from '@backstage/frontend-plugin-api';
import { Container, Text } from '@backstage/ui';
import {
  EmptyState,
  LoadFailure,
  SkeletonLines,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { scorecardsApiRef } from '@platform-ops/backstage-plugin-scorecards-react';
import { useSampleView } from '../../hooks/useSampleView';
import { DrawnSample } from './DrawnSample';
import { SampleForm } from './SampleForm';
import styles from './EvidencePage.module.css';

const SKELETON_LINES = 4;

/** Where an auditor draws entities by lot, and follows the evidence of each. */
export function EvidencePage() {
  const api = useApi(scorecardsApiRef);
  const view = useSampleView();
  const { value, error, reload } = useLoad('frameworks', () =>
    api.listFrameworks(),
  );
  if (error && !value) {
    return (
      <Container className={styles.page}>
        <LoadFailure what="the frameworks" error={error} onRetry={reload} />
      </Container>
    );
  }
  return (
    <Container className={styles.page}>
      <Text as="p" variant="body-medium" color="secondary">
        Draw entities by lot and look at the evidence of each. The same seed
        draws the same ones, for everybody who may see the same entities.
      </Text>
      {!value && (
        <SkeletonLines lines={SKELETON_LINES} label="Loading the frameworks" />
      )}
      {value?.items.length === 0 && (
        <EmptyState
          title="Nothing to draw from"
          description="No framework is in force, so no control is asked of anything."
        />
      )}
      {value && value.items.length > 0 && (
        <SampleForm
          // Another link is another form.
          key={JSON.stringify(view.draw ?? '')}
          view={view}
          frameworks={value.items}
        />
      )}
      {view.draw && <DrawnSample view={view} draw={view.draw} />}
    </Container>
  );
}
