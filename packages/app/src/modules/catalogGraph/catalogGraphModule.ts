import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import {
  ALL_RELATION_PAIRS,
  ALL_RELATIONS,
  catalogGraphApiRef,
  DefaultCatalogGraphApi,
} from '@backstage/plugin-catalog-graph';
import {
  RELATION_BASIS_OF,
  RELATION_DERIVED_FROM,
  RELATION_SERVED_BY,
  RELATION_SERVES,
  RELATION_TRAINED_ON,
  RELATION_USED_TO_TRAIN,
} from '@platform-ops/backstage-plugin-models-common';

const MODEL_RELATION_PAIRS: Array<[string, string]> = [
  [RELATION_SERVED_BY, RELATION_SERVES],
  [RELATION_TRAINED_ON, RELATION_USED_TO_TRAIN],
  [RELATION_DERIVED_FROM, RELATION_BASIS_OF],
];

/** Makes the relations of models and datasets known to the catalog graph. */
export const catalogGraphModule = createFrontendModule({
  pluginId: 'catalog-graph',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: catalogGraphApiRef,
          deps: {},
          factory: () =>
            new DefaultCatalogGraphApi({
              knownRelations: [
                ...ALL_RELATIONS,
                ...MODEL_RELATION_PAIRS.flat(),
              ],
              knownRelationPairs: [
                ...ALL_RELATION_PAIRS,
                ...MODEL_RELATION_PAIRS,
              ],
              defaultRelationTypes: { exclude: [] },
            }),
        }),
    }),
  ],
});
