import { useApi } from '@backstage/frontend-plugin-api';
import type { RepositoryCommit } from '@platform-ops/backstage-plugin-golden-paths-common';
import {
  DataTable,
  LoadFailure,
  Pager,
  RelativeTime,
  useLoad,
  type DataTableColumn,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useState } from 'react';
import { goldenPathsApiRef } from '../../api';

const SHORT_HASH = 10;

const COLUMNS: DataTableColumn<RepositoryCommit>[] = [
  {
    id: 'message',
    title: 'What',
    rowHeader: true,
    cell: ({ message }) => (
      <span title={message}>{message.split('\n')[0]}</span>
    ),
  },
  {
    id: 'author',
    title: 'Who',
    width: '14rem',
    cell: ({ authorName }) => authorName,
  },
  {
    id: 'when',
    title: 'When',
    width: '10rem',
    cell: ({ committedAt }) => <RelativeTime time={committedAt} />,
  },
  {
    id: 'commit',
    title: 'Commit',
    width: '8rem',
    cell: ({ commit }) => (
      <code title={commit}>{commit.slice(0, SHORT_HASH)}</code>
    ),
  },
];

/** Who changed what, newest first. */
export function RepositoryCommits(props: { name: string; commit: string }) {
  const { name, commit } = props;
  const api = useApi(goldenPathsApiRef);
  const [cursor, setCursor] = useState<string>();
  const { value, error, loading, reload } = useLoad(
    // A new commit is a new first page.
    `${name} ${commit} ${cursor}`,
    () => api.listCommits(name, { cursor }),
    { keepPrevious: true },
  );
  if (error) {
    return <LoadFailure what="the commits" error={error} onRetry={reload} />;
  }
  return (
    <>
      <DataTable
        label="Commits"
        columns={COLUMNS}
        rows={value?.items}
        rowKey={row => row.commit}
        loading={loading}
        minWidth="44rem"
      />
      {value && (
        <Pager
          cursor={cursor}
          nextCursor={value.nextCursor}
          summary={`${value.items.length} on this page`}
          onCursor={setCursor}
        />
      )}
    </>
  );
}
