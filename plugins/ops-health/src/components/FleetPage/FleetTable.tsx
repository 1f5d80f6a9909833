import { useApi } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import type { HealthSummary } from '@platform-ops/backstage-plugin-ops-health-common';
import {
  HealthBadge,
  opsHealthApiRef,
  useHealthSignal,
} from '@platform-ops/backstage-plugin-ops-health-react';
import {
  DataTable,
  ElapsedTime,
  EmptyState,
  EntityLink,
  LoadFailure,
  Pager,
  useLoad,
  type DataTableColumn,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { FleetView } from '../../hooks/useFleetView';

type SortField = 'state' | 'title';

const SKELETON_ROWS = 20;

const COLUMNS: DataTableColumn<HealthSummary, SortField>[] = [
  {
    id: 'title',
    title: 'Name',
    width: '14rem',
    sortField: 'title',
    rowHeader: true,
    cell: ({ entityRef, title }) => (
      <EntityLink entityRef={entityRef} title={title} tab="health" />
    ),
  },
  {
    id: 'state',
    title: 'State',
    width: '8rem',
    sortField: 'state',
    cell: health => <HealthBadge health={health} withoutReason />,
  },
  {
    id: 'since',
    title: 'For',
    width: '4.5rem',
    cell: ({ since }) => since && <ElapsedTime since={since} />,
  },
  {
    id: 'reason',
    title: 'Reason',
    cell: ({ reason }) => <span title={reason}>{reason}</span>,
  },
  {
    id: 'system',
    title: 'System',
    width: '10rem',
    cell: ({ system }) => system && <EntityLink entityRef={system} />,
  },
  {
    id: 'owner',
    title: 'Owner',
    width: '9rem',
    cell: ({ owner }) =>
      owner ? <EntityLink entityRef={owner} /> : 'no owner',
  },
  {
    id: 'kind',
    title: 'Kind',
    width: '6.5rem',
    cell: ({ kind }) => kind,
  },
  { id: 'tier', title: 'Tier', width: '3.5rem', cell: ({ tier }) => tier },
];

function describeCount(total: number | undefined): string {
  if (total === undefined) {
    return '';
  }
  return total === 1 ? '1 entity' : `${total.toLocaleString('en')} entities`;
}

/** The fleet in words, page by page. */
export function FleetTable(props: { view: FleetView }) {
  const { view } = props;
  const { query } = view;
  const api = useApi(opsHealthApiRef);
  const { value, error, outdated, reload } = useLoad(
    JSON.stringify(query),
    () => api.listHealth(query),
    { keepPrevious: true },
  );
  useHealthSignal(reload);

  if (error && !value) {
    return (
      <LoadFailure what="the table" error={error} onRetry={reload}>
        The map and the worst may still be seen.
      </LoadFailure>
    );
  }
  return (
    <>
      {error && (
        <LoadFailure
          what="the newest state of the table"
          error={error}
          onRetry={reload}
        />
      )}
      {value?.totalItems === 0 && !outdated ? (
        <EmptyState
          title="Nothing matches"
          description="The filters together leave nothing."
          action={
            <Button size="small" variant="secondary" onPress={view.clear}>
              Clear all filters
            </Button>
          }
        />
      ) : (
        <DataTable<HealthSummary, SortField>
          label="Fleet"
          columns={COLUMNS}
          rows={value?.items}
          rowKey={({ entityRef }) => entityRef}
          loading={outdated}
          skeletonRows={SKELETON_ROWS}
          minWidth="64rem"
          sort={{ field: view.sort, order: 'asc' }}
          onSort={({ field }) => view.setSort(field)}
        />
      )}
      <Pager
        cursor={query.cursor}
        nextCursor={value?.nextCursor}
        summary={describeCount(value?.totalItems)}
        onCursor={view.setCursor}
      />
    </>
  );
}
