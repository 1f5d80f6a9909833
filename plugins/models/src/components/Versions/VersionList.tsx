import { useApi } from '@backstage/frontend-plugin-api';
import { Button, SearchField } from '@backstage/ui';
import type {
  Model,
  ModelVersion,
  VERSION_SORT_FIELDS,
} from '@platform-ops/backstage-plugin-models-common';
import {
  modelsApiRef,
  type VersionsQuery,
} from '@platform-ops/backstage-plugin-models-react';
import {
  DataTable,
  EmptyState,
  LoadFailure,
  PageSection,
  Pager,
  type SortOrder,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useState } from 'react';
import { useModelsSignal } from '../../hooks/useModelsSignal';
import { createVersionColumns } from './versionColumns';
import styles from './VersionList.module.css';

const PAGE_SIZE = 15;
const MOST_COMPARED = 10;

type SortField = (typeof VERSION_SORT_FIELDS)[number];

function describeSelection(count: number): string {
  return count < 2 ? 'Tick two to compare' : `Compare ${count} versions`;
}

/** The versions of a model, to search, open and compare. */
export function VersionList(props: {
  model: Model;
  onCompare: (versions: string[]) => void;
  onOpen: (version: string) => void;
}) {
  const { model, onCompare, onOpen } = props;
  const api = useApi(modelsApiRef);
  const [search, setSearch] = useState('');
  const [cursor, setCursor] = useState<string>();
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [sort, setSort] = useState<SortOrder<SortField>>({
    field: 'version',
    order: 'desc',
  });
  const query: VersionsQuery = {
    query: search.trim() || undefined,
    sort: sort.field,
    order: sort.order,
    limit: PAGE_SIZE,
    cursor,
  };
  const { value, error, loading, reload } = useLoad(
    JSON.stringify([model.id, query]),
    () => api.listVersions(model.id, query),
    { keepPrevious: true },
  );
  useModelsSignal(reload, model.registryId);

  const toggle = (version: ModelVersion) =>
    setTicked(versions =>
      versions.includes(version.version)
        ? versions.filter(other => other !== version.version)
        : [...versions, version.version].slice(-MOST_COMPARED),
    );
  const total = value?.totalItems;
  return (
    <PageSection
      title="Versions"
      action={
        <div className={styles.tools}>
          <SearchField
            className={styles.search}
            aria-label="Search versions"
            placeholder="Version, alias, creator, tag"
            size="small"
            value={search}
            onChange={text => {
              setSearch(text);
              setCursor(undefined);
            }}
          />
          <Button
            size="small"
            variant={ticked.length < 2 ? 'secondary' : 'primary'}
            isDisabled={ticked.length < 2}
            onPress={() => onCompare([...ticked])}
          >
            {describeSelection(ticked.length)}
          </Button>
        </div>
      }
    >
      {error && !value && (
        <LoadFailure what="the versions" error={error} onRetry={reload} />
      )}
      {total === 0 && !loading && (
        <EmptyState
          title={search ? 'No version matches' : 'No version yet'}
          description={
            search
              ? 'Words are looked for in version, alias, description, creator, run and tags.'
              : 'Versions appear here once one is registered.'
          }
        />
      )}
      {total !== 0 && !(error && !value) && (
        <DataTable
          label="Versions"
          columns={createVersionColumns({ ticked, toggle, onOpen })}
          rows={value?.items}
          rowKey={version => version.id}
          isSelected={version => ticked.includes(version.version)}
          loading={loading}
          skeletonRows={Math.min(PAGE_SIZE, model.versionCount)}
          minWidth="59rem"
          sort={sort}
          onSort={next => {
            setSort(next);
            setCursor(undefined);
          }}
        />
      )}
      <Pager
        cursor={cursor}
        nextCursor={value?.nextCursor}
        summary={
          total === undefined
            ? ''
            : `${total.toLocaleString('en')} version${total === 1 ? '' : 's'}`
        }
        onCursor={setCursor}
      />
    </PageSection>
  );
}
