import { useApi } from '@backstage/frontend-plugin-api';
import type {
  HealthSource,
  JoinState,
  SourceJoin,
} from '@platform-ops/backstage-plugin-ops-health-common';
import { opsHealthApiRef } from '@platform-ops/backstage-plugin-ops-health-react';
import {
  CountFilter,
  DataTable,
  EmptyState,
  EntityLink,
  LoadFailure,
  Pager,
  RelativeTime,
  SearchBox,
  StateBadge,
  useLoad,
  useQueryParams,
  type DataTableColumn,
  type State,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import styles from './JoinsTable.module.css';

const PAGE_SIZE = 25;

// What needs somebody comes first.
const JOIN_STATES = [
  'ambiguous',
  'unmatched',
  'matched',
] as const satisfies JoinState[];

const LOOKS: Record<JoinState, State> = {
  ambiguous: 'warning',
  unmatched: 'unknown',
  matched: 'good',
};

function labelsOf(join: SourceJoin): string {
  return Object.entries(join.labels)
    .map(pair => pair.join('='))
    .join(', ');
}

const COLUMNS: DataTableColumn<SourceJoin>[] = [
  {
    id: 'labels',
    title: 'Labels',
    width: '22rem',
    rowHeader: true,
    cell: join => <code title={labelsOf(join)}>{labelsOf(join)}</code>,
  },
  {
    id: 'state',
    title: 'State',
    width: '7.5rem',
    cell: ({ state }) => <StateBadge state={LOOKS[state]} label={state} />,
  },
  {
    id: 'entities',
    title: 'Joins',
    cell: ({ state, entityRefs }) => (
      <>
        {state === 'ambiguous' && 'could be '}
        {entityRefs.map((entityRef, index) => (
          <span key={entityRef}>
            {index > 0 && (state === 'ambiguous' ? ' or ' : ', ')}
            <EntityLink entityRef={entityRef} />
          </span>
        ))}
        {entityRefs.length === 0 && 'nothing'}
      </>
    ),
  },
  { id: 'rule', title: 'Rule', width: '9rem', cell: ({ rule }) => rule },
  {
    id: 'environment',
    title: 'Environment',
    width: '10rem',
    cell: ({ environment, unmapped }) =>
      unmapped ? `${environment} (not mapped)` : environment,
  },
  {
    id: 'seenAt',
    title: 'Seen',
    width: '8rem',
    cell: ({ seenAt }) => <RelativeTime time={seenAt} />,
  },
];

/** The label sets of a source, to search and to leaf through. */
export function JoinsTable(props: { source: HealthSource }) {
  const { source } = props;
  const api = useApi(opsHealthApiRef);
  const [params, setParams] = useQueryParams();
  const state = JOIN_STATES.find(known => known === params.get('joins'));
  const text = params.get('text') ?? '';
  const query = {
    state,
    text: text || undefined,
    limit: PAGE_SIZE,
    cursor: params.get('cursor') ?? undefined,
  };
  const { value, error, outdated, reload } = useLoad(
    JSON.stringify([source.id, query]),
    () => api.listJoins(source.id, query),
    { keepPrevious: true },
  );
  const total = value?.totalItems;
  return (
    <div className={styles.joins}>
      <div className={styles.filters}>
        <CountFilter
          label="How many label sets join"
          items={JOIN_STATES.map(known => ({
            value: known,
            title: known,
            count: source.joins[known],
          }))}
          selected={state ? [state] : []}
          onToggle={chosen =>
            setParams({
              joins: chosen === state ? undefined : chosen,
              cursor: undefined,
            })
          }
        />
        <SearchBox
          className={styles.search}
          label="Search the labels"
          placeholder="Label, value or entity"
          value={text}
          onChange={words => setParams({ text: words, cursor: undefined })}
        />
      </div>
      {error && (
        <LoadFailure what="the label sets" error={error} onRetry={reload} />
      )}
      {!error && total === 0 && !outdated && (
        <EmptyState
          title={state || text ? 'Nothing matches' : 'No label set yet'}
          description={
            state || text
              ? 'No label set of this source is like this.'
              : 'The source was not read yet, or has no metric that a pack knows.'
          }
        />
      )}
      {!(error && !value) && total !== 0 && (
        <DataTable
          label="Label sets"
          columns={COLUMNS}
          rows={value?.items}
          rowKey={join => `${join.rule} ${join.environment} ${labelsOf(join)}`}
          loading={outdated}
          skeletonRows={10}
          minWidth="64rem"
        />
      )}
      <Pager
        cursor={query.cursor}
        nextCursor={value?.nextCursor}
        summary={
          total === undefined
            ? ''
            : `${total.toLocaleString('en')} label set${total === 1 ? '' : 's'}`
        }
        onCursor={cursor => setParams({ cursor }, { push: true })}
      />
    </div>
  );
}
