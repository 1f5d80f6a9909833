import {
  ApiBlueprint,
  createFrontendModule,
  iconsApiRef,
} from '@backstage/frontend-plugin-api';
import { DefaultEntityPresentationApi } from '@backstage/plugin-catalog';
import {
  catalogApiRef,
  entityPresentationApiRef,
} from '@backstage/plugin-catalog-react';

/**
 * Shows the icons of our kinds beside the names of entities. Upstream's
 * presentation has a list of its own and does not ask the app's icons.
 */
export const entityPresentationModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    ApiBlueprint.make({
      name: 'entity-presentation',
      params: defineParams =>
        defineParams({
          api: entityPresentationApiRef,
          deps: { catalogApi: catalogApiRef, iconsApi: iconsApiRef },
          factory: ({ catalogApi, iconsApi }) => {
            const kindIcons = ['model', 'dataset'].flatMap(kind => {
              const icon = iconsApi.getIcon(`kind:${kind}`);
              return icon ? [[kind, icon] as const] : [];
            });
            return DefaultEntityPresentationApi.create({
              catalogApi,
              kindIcons: Object.fromEntries(kindIcons),
            });
          },
        }),
    }),
  ],
});
