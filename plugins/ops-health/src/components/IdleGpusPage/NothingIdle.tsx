import { Button } from '@backstage/ui';
import type { ListIdleGpusResponse } from '@platform-ops/backstage-plugin-ops-health-common';
import { EmptyState } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { IdleGpusView } from '../../hooks/useIdleGpusView';

/** Why there is no list; what is not measured yet is not called busy. */
export function NothingIdle(props: {
  value: ListIdleGpusResponse;
  view: IdleGpusView;
}) {
  const { value, view } = props;
  if (view.owners.length > 0) {
    return (
      <EmptyState
        title="Nothing matches"
        description="The chosen owners have no idle GPUs."
        action={
          <Button
            size="small"
            variant="secondary"
            onPress={() => view.setOwners([])}
          >
            Clear all filters
          </Button>
        }
      />
    );
  }
  return value.undecided > 0 ? (
    <EmptyState
      title="Too early to say"
      description="GPUs are seen, and not for long enough: 18 of the last 24 hours have to be measured. The list fills by itself."
    />
  ) : (
    <EmptyState
      title="No idle GPUs"
      description="GPUs that are paid for and hardly work would be here. No workload that you may see has any."
    />
  );
}
