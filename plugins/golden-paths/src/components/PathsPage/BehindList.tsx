import { parseEntityRef } from '@backstage/catalog-model';
import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import type { EntityPath } from '@platform-ops/backstage-plugin-golden-paths-common';
import {
  AppLink,
  DataTable,
  EmptyState,
  EntityLink,
  LoadFailure,
  Pager,
  StateBadge,
  useLoad,
  type DataTableColumn,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useMemo, useState } from 'react';
import { goldenPathsApiRef } from '../../api';
import { describeBehind } from '../../paths/describeBehind';
import { differenceRouteRef } from '../../routes';

function columnsWith(
  differencePathOf: (entityRef: string) => string,
): DataTableColumn<EntityPath>[] {
  return [
    {
      id: 'title',
      title: 'Made',
      rowHeader: true,
      cell: ({ entityRef, title }) => (
        <EntityLink entityRef={entityRef} title={title} />
      ),
    },
    {
      id: 'path',
      title: 'Path',
      cell: ({ templateRef }) => <EntityLink entityRef={templateRef} />,
    },
    {
      id: 'owner',
      title: 'Owner',
      cell: ({ owner }) =>
        owner ? <EntityLink entityRef={owner} /> : 'unknown',
    },
    {
      id: 'version',
      title: 'Version',
      width: '9rem',
      cell: ({ version, latest }) => `${version}, newest ${latest}`,
    },
    {
      id: 'state',
      title: 'Standing',
      width: '8rem',
      cell: path => <StateBadge {...describeBehind(path)} />,
    },
    {
      id: 'difference',
      title: 'Difference',
      width: '9rem',
      cell: ({ entityRef, title }) => (
        <AppLink
          to={differencePathOf(entityRef)}
          aria-label={`What would change in ${title}`}
        >
          What would change
        </AppLink>
      ),
    },
  ];
}

/** What was made with an older version of its path. */
export function BehindList() {
  const api = useApi(goldenPathsApiRef);
  const differenceRoute = useRouteRef(differenceRouteRef);
  const [cursor, setCursor] = useState<string>();
  const { value, error, loading, reload } = useLoad(
    `behind ${cursor}`,
    () => api.listEntitiesBehind({ cursor }),
    { keepPrevious: true },
  );
  const columns = useMemo(
    () => columnsWith(ref => differenceRoute?.(parseEntityRef(ref)) ?? ''),
    [differenceRoute],
  );
  if (error) {
    return <LoadFailure what="what is behind" error={error} onRetry={reload} />;
  }
  if (value?.totalItems === 0) {
    return (
      <EmptyState
        title="Nothing is behind"
        description="What was made with an older version of its path would be here, with what the newer one would change."
      />
    );
  }
  return (
    <>
      <DataTable
        label="Behind"
        columns={columns}
        rows={value?.items}
        rowKey={({ entityRef }) => entityRef}
        loading={loading}
        minWidth="60rem"
      />
      {value && (
        <Pager
          cursor={cursor}
          nextCursor={value.nextCursor}
          summary={`${value.totalItems} behind`}
          onCursor={setCursor}
        />
      )}
    </>
  );
}
