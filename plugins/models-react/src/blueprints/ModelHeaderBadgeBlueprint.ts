import {
  createExtensionBlueprint,
  createExtensionBlueprintParams,
  createExtensionDataRef,
} from '@backstage/frontend-plugin-api';
import { createModelDecoration } from './createModelDecoration';
import type { ModelDecoration, ModelDecorationParams } from './types';

const badgeDataRef = createExtensionDataRef<ModelDecoration>().with({
  id: 'models.header-badge',
});

/**
 * A badge in the header of a model's page that shows what another plugin
 * knows.
 *
 * @public
 */
export const ModelHeaderBadgeBlueprint = createExtensionBlueprint({
  kind: 'model-header-badge',
  attachTo: { id: 'entity-header-layout:models', input: 'badges' },
  output: [badgeDataRef],
  dataRefs: { badge: badgeDataRef },
  defineParams<TData>(params: ModelDecorationParams<TData>) {
    return createExtensionBlueprintParams(createModelDecoration(params));
  },
  *factory(params) {
    yield badgeDataRef(params);
  },
});
