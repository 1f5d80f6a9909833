import type { GoldenPath } from '@platform-ops/backstage-plugin-golden-paths-common';
import {
  DataTable,
  EntityLink,
  StateBadge,
  type DataTableColumn,
} from '@platform-ops/backstage-plugin-platform-ops-react';

const COLUMNS: DataTableColumn<GoldenPath>[] = [
  {
    id: 'title',
    title: 'Path',
    rowHeader: true,
    cell: ({ templateRef, title }) => (
      <EntityLink entityRef={templateRef} title={title} />
    ),
  },
  {
    id: 'version',
    title: 'Version',
    width: '7rem',
    cell: ({ version, problem }) =>
      problem ? (
        <StateBadge state="unknown" label={version} reason={problem} />
      ) : (
        version
      ),
  },
  {
    id: 'minutes',
    title: 'Takes',
    width: '7rem',
    cell: ({ minutes }) => (minutes ? `about ${minutes} min` : 'unknown'),
  },
  {
    id: 'controls',
    title: 'Controls',
    width: '7rem',
    cell: ({ controls }) => (
      <span title={controls.join(', ')}>{controls.length}</span>
    ),
  },
  {
    id: 'entities',
    title: 'Made',
    width: '7rem',
    cell: ({ entities }) => entities,
  },
  {
    id: 'behind',
    title: 'Behind',
    width: '9rem',
    cell: ({ behind, unknown }) =>
      unknown ? `${behind}, ${unknown} unknown` : behind,
  },
];

/** The paths, with what they made and how much of it is behind. */
export function PathList(props: { paths: readonly GoldenPath[] | undefined }) {
  return (
    <DataTable
      label="Golden paths"
      columns={COLUMNS}
      rows={props.paths}
      rowKey={({ templateRef }) => templateRef}
      minWidth="48rem"
    />
  );
}
