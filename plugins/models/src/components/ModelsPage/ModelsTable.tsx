import {
  useModelDecorations,
  type ModelDecoration,
  type ModelDecorationState,
} from '@platform-ops/backstage-plugin-models-react';
import type { ModelSummary } from '@platform-ops/backstage-plugin-models-common';
import { useMemo } from 'react';
import { PAGE_SIZE, type ModelsQueryState } from '../../hooks/useModelsQuery';
import {
  DataTable,
  type DataTableColumn,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { MODEL_COLUMNS, SOURCE_COLUMN, type ModelColumn } from './modelColumns';

const BASE_WIDTH_REM = 50;
const EXTRA_COLUMN_REM = 8.25;

function renderDecoration(
  state: ModelDecorationState | undefined,
  entityRef: string,
) {
  if (state?.status === 'failed') {
    return <span title={state.error.message}>unknown</span>;
  }
  return state?.status === 'ready' ? state.data.render(entityRef) : '…';
}

/** The table of the models page. */
export function ModelsTable(props: {
  models: readonly ModelSummary[] | undefined;
  loading: boolean;
  columns: readonly ModelDecoration[];
  state: ModelsQueryState;
}) {
  const { models, columns, state } = props;
  const refs = useMemo(
    () => models?.map(({ entityRef }) => entityRef) ?? [],
    [models],
  );
  const decorations = useModelDecorations(columns, refs);
  const extraColumns = columns.map(
    (column): DataTableColumn<ModelSummary, ModelColumn> => ({
      id: column.id,
      title: column.title,
      width: `${EXTRA_COLUMN_REM}rem`,
      cell: model =>
        renderDecoration(decorations.get(column.id), model.entityRef),
    }),
  );
  const { sort = 'title', order = 'asc' } = state.query;
  return (
    <DataTable<ModelSummary, ModelColumn>
      label="Models"
      columns={[...MODEL_COLUMNS, ...extraColumns, SOURCE_COLUMN]}
      rows={models}
      rowKey={model => model.id}
      loading={props.loading}
      skeletonRows={PAGE_SIZE}
      minWidth={`${BASE_WIDTH_REM + columns.length * EXTRA_COLUMN_REM}rem`}
      sort={{ field: sort, order }}
      onSort={next => state.setSort(next.field, next.order)}
    />
  );
}
