import {
  AppLink,
  DataTable,
  EntityLink,
  RelativeTime,
  type DataTableColumn,
  type SortOrder,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { ScorecardSummary } from '@platform-ops/backstage-plugin-scorecards-common';
import {
  formatScore,
  LevelBadge,
  ShareBar,
} from '@platform-ops/backstage-plugin-scorecards-react';
import { useMemo } from 'react';
import { failing, unknown } from '../../controls/countWords';
import { useCompliancePath } from '../../hooks/useCompliancePath';
import styles from './ScorecardRows.module.css';

type SortField = 'score' | 'title';
type PathOf = ReturnType<typeof useCompliancePath>;

function columnsWith(
  pathOf: PathOf,
  ofOneFramework: boolean,
): DataTableColumn<ScorecardSummary, SortField>[] {
  return [
    {
      id: 'title',
      title: 'Entity',
      width: ofOneFramework ? undefined : '13rem',
      rowHeader: true,
      sortField: 'title',
      cell: ({ entityRef, title, frameworkId, frameworkTitle }) =>
        pathOf ? (
          <AppLink
            to={pathOf(entityRef, frameworkId)}
            title={entityRef}
            aria-label={`${title}, ${frameworkTitle}`}
          >
            {title}
          </AppLink>
        ) : (
          title
        ),
    },
    {
      id: 'kind',
      title: 'Kind',
      width: '6rem',
      cell: ({ kind }) => kind,
    },
    {
      id: 'framework',
      title: 'Framework',
      cell: ({ frameworkTitle }) => (
        <span title={frameworkTitle}>{frameworkTitle}</span>
      ),
    },
    {
      id: 'level',
      title: 'Level',
      width: '7rem',
      cell: scorecard => <LevelBadge scorecard={scorecard} />,
    },
    {
      id: 'score',
      title: 'Score',
      width: '9rem',
      sortField: 'score',
      cell: scorecard => (
        <span className={styles.score}>
          <span className={styles.number}>{formatScore(scorecard.score)}</span>
          <ShareBar scorecard={scorecard} />
        </span>
      ),
    },
    {
      id: 'failing',
      title: 'Fail',
      width: '4rem',
      cell: ({ counts }) => failing(counts).toLocaleString('en'),
    },
    {
      id: 'unknown',
      title: 'Unknown',
      width: '5rem',
      cell: ({ counts }) => unknown(counts).toLocaleString('en'),
    },
    {
      id: 'owner',
      title: 'Owner',
      width: '9rem',
      cell: ({ owner }) =>
        owner ? <EntityLink entityRef={owner} /> : 'no owner',
    },
    {
      id: 'evaluatedAt',
      title: 'Evaluated',
      width: '8rem',
      cell: ({ evaluatedAt }) => <RelativeTime time={evaluatedAt} />,
    },
  ];
}

/** Scorecards line by line; each leads to its controls. */
export function ScorecardRows(props: {
  label: string;
  /** All are of one framework, which stands above them. */
  ofOneFramework?: boolean;
  scorecards: readonly ScorecardSummary[] | undefined;
  outdated?: boolean;
  skeletonRows?: number;
  sort?: SortOrder<SortField>;
  onSort?: (sort: SortOrder<SortField>) => void;
}) {
  const pathOf = useCompliancePath();
  const { ofOneFramework = false } = props;
  const columns = useMemo(
    () =>
      columnsWith(pathOf, ofOneFramework).filter(
        ({ id }) => !ofOneFramework || id !== 'framework',
      ),
    [pathOf, ofOneFramework],
  );
  return (
    <DataTable
      label={props.label}
      columns={columns}
      rows={props.scorecards}
      rowKey={({ entityRef, frameworkId }) => `${entityRef} ${frameworkId}`}
      loading={props.outdated}
      skeletonRows={props.skeletonRows}
      minWidth={ofOneFramework ? '58rem' : '72rem'}
      sort={props.sort}
      onSort={props.onSort}
    />
  );
}
