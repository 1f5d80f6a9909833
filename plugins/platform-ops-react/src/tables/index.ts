export {
  DataTable,
  type DataTableColumn,
  type DataTableProps,
  type SortOrder,
} from './DataTable';
export { Pager, type PagerProps } from './Pager';
