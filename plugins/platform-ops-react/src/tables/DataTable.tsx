import { Skeleton } from '@backstage/ui';
import { RiArrowDownLine, RiArrowUpLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import styles from './DataTable.module.css';

/** @public */
export interface SortOrder<TField extends string = string> {
  field: TField;
  order: 'asc' | 'desc';
}

/** @public */
export interface DataTableColumn<TRow, TField extends string = string> {
  id: string;
  title: string;
  /** As in CSS; the columns without one share the rest. */
  width?: string;
  sortField?: TField;
  /** The cell that names its row. */
  rowHeader?: boolean;
  /** A title for screen readers only. */
  hiddenTitle?: boolean;
  cell: (row: TRow) => ReactNode;
}

/** @public */
export interface DataTableProps<TRow, TField extends string> {
  label: string;
  columns: DataTableColumn<TRow, TField>[];
  rows: readonly TRow[] | undefined;
  rowKey: (row: TRow) => string;
  isSelected?: (row: TRow) => boolean;
  /** The rows are out of date while new ones are read. */
  loading?: boolean;
  skeletonRows?: number;
  minWidth?: string;
  sort?: SortOrder<TField>;
  onSort?: (sort: SortOrder<TField>) => void;
}

function ariaSort(sort: SortOrder | undefined, field: string | undefined) {
  if (!field || sort?.field !== field) {
    return undefined;
  }
  return sort.order === 'asc' ? 'ascending' : 'descending';
}

function HeaderCell<TRow, TField extends string>(props: {
  column: DataTableColumn<TRow, TField>;
  sort?: SortOrder<TField>;
  onSort?: (sort: SortOrder<TField>) => void;
}) {
  const { column, sort, onSort } = props;
  const field = column.sortField;
  const sorted = field && sort?.field === field ? sort.order : undefined;
  const Arrow = sorted === 'desc' ? RiArrowDownLine : RiArrowUpLine;
  if (!field || !onSort) {
    return (
      <span className={column.hiddenTitle ? styles.hidden : undefined}>
        {column.title}
      </span>
    );
  }
  return (
    <button
      type="button"
      className={styles.sort}
      onClick={() =>
        onSort({ field, order: sorted === 'asc' ? 'desc' : 'asc' })
      }
    >
      {column.title}
      <Arrow size={12} aria-hidden data-active={sorted ? '' : undefined} />
    </button>
  );
}

/**
 * A dense table: one line of text per row, columns that keep their width while
 * it loads, and cells that cut off what does not fit.
 *
 * @public
 */
export function DataTable<TRow, TField extends string = string>(
  props: DataTableProps<TRow, TField>,
) {
  const { columns, rows, rowKey, sort, onSort } = props;
  const skeletons = Array.from({ length: props.skeletonRows ?? 5 });
  return (
    <div
      className={styles.scroll}
      role="group"
      aria-label={`${props.label}, table`}
      // What scrolls must be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table
        className={styles.table}
        aria-label={props.label}
        aria-busy={props.loading || !rows}
        data-outdated={props.loading && rows ? '' : undefined}
        style={{ minWidth: props.minWidth }}
      >
        <colgroup>
          {columns.map(column => (
            <col key={column.id} style={{ width: column.width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map(column => (
              <th
                key={column.id}
                scope="col"
                data-row-header={column.rowHeader ? '' : undefined}
                aria-sort={ariaSort(sort, column.sortField)}
              >
                <HeaderCell column={column} sort={sort} onSort={onSort} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows
            ? rows.map(row => (
                <tr
                  key={rowKey(row)}
                  data-selected={props.isSelected?.(row) ? '' : undefined}
                >
                  {columns.map(column =>
                    column.rowHeader ? (
                      <th key={column.id} scope="row">
                        {column.cell(row)}
                      </th>
                    ) : (
                      <td key={column.id}>{column.cell(row)}</td>
                    ),
                  )}
                </tr>
              ))
            : skeletons.map((_, index) => (
                <tr key={index}>
                  {columns.map(column => (
                    <td key={column.id}>
                      <Skeleton width="80%" height={12} />
                    </td>
                  ))}
                </tr>
              ))}
        </tbody>
      </table>
    </div>
  );
}
