import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Container, Text } from '@backstage/ui';
import {
  opsHealthApiRef,
  useHealthSignal,
} from '@platform-ops/backstage-plugin-ops-health-react';
import {
  EmptyState,
  LoadFailure,
  Panel,
  RelativeTime,
  SkeletonLines,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useMemo } from 'react';
import { SOURCE_CONFIG } from '../../configExample';
import { filterFleet } from '../../fleet';
import { useFleetView } from '../../hooks/useFleetView';
import { FleetFilters } from './FleetFilters';
import { FleetLegend } from './FleetLegend';
import { FleetMap } from './FleetMap';
import { FleetTable } from './FleetTable';
import { IdleGpusLink } from './IdleGpusLink';
import { RecentChanges } from './RecentChanges';
import { WorstList } from './WorstList';
import styles from './FleetPage.module.css';

const SKELETON_LINES = 10;

/** What is burning? All that has health, worst first. */
export function FleetPage() {
  const api = useApi(opsHealthApiRef);
  const view = useFleetView();
  const { value, error, loading, reload } = useLoad('fleet', () =>
    api.getFleet(),
  );
  useHealthSignal(reload);
  const groups = useMemo(
    () => filterFleet(value?.groups ?? [], view.filter),
    [value, view.filter],
  );

  if (error && !value) {
    return (
      <Container className={styles.page}>
        <LoadFailure what="the fleet" error={error} onRetry={reload}>
          The health of a single entity may still be seen on its page.
        </LoadFailure>
      </Container>
    );
  }
  if (value && value.groups.length === 0 && !loading) {
    return (
      <Container className={styles.page}>
        <EmptyState
          title="Nothing has health yet"
          description="A cell for each model and service would be here. Add three lines to app-config.yaml and restart the backend; what the source measures joins the catalog by its labels:"
          copy={{ label: 'Copy the configuration', text: SOURCE_CONFIG }}
        />
      </Container>
    );
  }
  return (
    <Container className={styles.page}>
      {error && (
        <LoadFailure
          what="the newest state of the fleet"
          error={error}
          onRetry={reload}
        >
          What is shown is what was read before.
        </LoadFailure>
      )}
      <RecentChanges />
      <IdleGpusLink />
      <FleetFilters fleet={value} view={view} />
      <div className={styles.main} data-table={view.asTable ? '' : undefined}>
        <div className={styles.fleet}>
          {view.asTable && <FleetTable view={view} />}
          {!view.asTable && !value && (
            <SkeletonLines
              lines={SKELETON_LINES}
              lineHeight={40}
              label="Loading the fleet"
            />
          )}
          {!view.asTable && value && groups.length === 0 && (
            <EmptyState
              title="Nothing matches"
              description="The filters together leave nothing."
              action={
                <Button size="small" variant="secondary" onPress={view.clear}>
                  Clear all filters
                </Button>
              }
            />
          )}
          {!view.asTable && groups.length > 0 && (
            <>
              <FleetMap groups={groups} />
              <FleetLegend />
            </>
          )}
          {value?.observedAt && (
            <Text as="p" variant="body-small" color="secondary">
              <RelativeTime time={value.observedAt} prefix="Observed" />. Only
              what a source tells about is counted.
            </Text>
          )}
        </div>
        {!view.asTable && (
          <aside className={styles.worst} aria-label="The worst">
            <Panel title="The worst">
              {value ? (
                <WorstList worst={value.worst} />
              ) : (
                <SkeletonLines
                  lines={SKELETON_LINES}
                  label="Loading the worst"
                />
              )}
            </Panel>
          </aside>
        )}
      </div>
    </Container>
  );
}
