export { DataTable, type DataTableColumn, type SortOrder } from './DataTable';
export { Pager } from './Pager';
