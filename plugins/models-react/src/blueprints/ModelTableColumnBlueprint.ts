import {
  createExtensionBlueprint,
  createExtensionBlueprintParams,
  createExtensionDataRef,
} from '@backstage/frontend-plugin-api';
import { createModelDecoration } from './createModelDecoration';
import type { ModelDecoration, ModelDecorationParams } from './types';

const columnDataRef = createExtensionDataRef<ModelDecoration>().with({
  id: 'models.table-column',
});

/**
 * A column of the models table that shows what another plugin knows. Its data
 * is read once per page of the table, for all rows together.
 *
 * @public
 */
export const ModelTableColumnBlueprint = createExtensionBlueprint({
  kind: 'model-table-column',
  attachTo: { id: 'sub-page:models/list', input: 'columns' },
  output: [columnDataRef],
  dataRefs: { column: columnDataRef },
  defineParams<TData>(params: ModelDecorationParams<TData>) {
    return createExtensionBlueprintParams(createModelDecoration(params));
  },
  *factory(params) {
    yield columnDataRef(params);
  },
});
