import type { TestQueryResponse } from '@platform-ops/backstage-plugin-ops-health-common';
import {
  DataTable,
  RelativeTime,
  formatNumber,
  type DataTableColumn,
} from '@platform-ops/backstage-plugin-platform-ops-react';

type Row = TestQueryResponse['rows'][number];

function labelsOf({ labels }: Row): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${value}"`)
    .join(', ');
}

const COLUMNS: DataTableColumn<Row>[] = [
  {
    id: 'labels',
    title: 'Labels',
    rowHeader: true,
    cell: row => <code title={labelsOf(row)}>{labelsOf(row) || 'none'}</code>,
  },
  {
    id: 'value',
    title: 'Value',
    width: '9rem',
    cell: ({ value }) =>
      value === null ? 'not a number' : formatNumber(value),
  },
  {
    id: 'at',
    title: 'Time of the sample',
    width: '10rem',
    cell: ({ at }) => <RelativeTime time={at} />,
  },
];

/** What a query gave. */
export function QueryRows(props: { rows: readonly Row[] }) {
  return (
    <DataTable
      label="Answer of the source"
      columns={COLUMNS}
      rows={props.rows}
      rowKey={row => labelsOf(row)}
      minWidth="40rem"
    />
  );
}
