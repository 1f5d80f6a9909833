import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import { Container } from '@backstage/ui';
import type { Repository } from '@platform-ops/backstage-plugin-golden-paths-common';
import {
  AppLink,
  DataTable,
  EmptyState,
  EntityLink,
  LoadFailure,
  Pager,
  RelativeTime,
  useLoad,
  type DataTableColumn,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useMemo, useState } from 'react';
import { goldenPathsApiRef } from '../../api';
import { repositoryRouteRef } from '../../routes';
import styles from './RepositoriesPage.module.css';

function columnsWith(
  pathOf: (name: string) => string,
): DataTableColumn<Repository>[] {
  return [
    {
      id: 'title',
      title: 'Repository',
      rowHeader: true,
      cell: ({ name, title }) => <AppLink to={pathOf(name)}>{title}</AppLink>,
    },
    {
      id: 'path',
      title: 'Made by',
      cell: ({ path }) => (path ? `${path.name} ${path.version}` : 'unknown'),
    },
    {
      id: 'owner',
      title: 'Owner',
      cell: ({ owner }) => <EntityLink entityRef={owner} />,
    },
    {
      id: 'pushedAt',
      title: 'Last commit',
      width: '10rem',
      cell: ({ pushedAt }) => <RelativeTime time={pushedAt} />,
    },
  ];
}

/** The repositories that the portal keeps, the last changed first. */
export function RepositoriesPage() {
  const api = useApi(goldenPathsApiRef);
  const repositoryRoute = useRouteRef(repositoryRouteRef);
  const [cursor, setCursor] = useState<string>();
  const { value, error, loading, reload } = useLoad(
    `repositories ${cursor}`,
    () => api.listRepositories({ cursor }),
    { keepPrevious: true },
  );
  const columns = useMemo(
    () => columnsWith(name => repositoryRoute?.({ name }) ?? ''),
    [repositoryRoute],
  );
  const isEmpty = value?.items.length === 0 && !cursor;
  return (
    <Container className={styles.page}>
      {error && (
        <LoadFailure what="the repositories" error={error} onRetry={reload} />
      )}
      {isEmpty && value.isConfigured && (
        <EmptyState
          title="There are no repositories yet"
          description="What a golden path publishes to the portal would be here. Start one from Create."
        />
      )}
      {isEmpty && !value.isConfigured && (
        <EmptyState
          title="The portal keeps no repositories"
          description="An administrator gives it a place for them in the configuration."
          copy={{
            label: 'Copy the configuration',
            text: 'goldenPaths:\n  repositories:\n    directory: ${PORTAL_DATA_DIR}/repositories',
          }}
        />
      )}
      {!error && !isEmpty && (
        <DataTable
          label="Repositories"
          columns={columns}
          rows={value?.items}
          rowKey={({ name }) => name}
          loading={loading}
          minWidth="44rem"
        />
      )}
      {value && !isEmpty && (
        <Pager
          cursor={cursor}
          nextCursor={value.nextCursor}
          summary={`${value.items.length} on this page`}
          onCursor={setCursor}
        />
      )}
    </Container>
  );
}
