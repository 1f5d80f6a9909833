import '@backstage/cli/asset-types';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { modelsApiRef } from '@platform-ops/backstage-plugin-models-react';
import modelsPlugin from '../src';
import {
  exampleEntities,
  ExampleModelsApi,
  type ExampleState,
} from './example';

// The page in another state: ?example=loading|empty|error|forbidden
const state = new URLSearchParams(window.location.search).get('example');

const exampleModels = createFrontendModule({
  pluginId: 'models',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: modelsApiRef,
          deps: {},
          factory: () =>
            new ExampleModelsApi((state ?? 'full') as ExampleState),
        }),
    }),
  ],
});

const exampleCatalog = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: catalogApiRef,
          deps: {},
          factory: () =>
            new InMemoryCatalogClient({ entities: exampleEntities() }),
        }),
    }),
  ],
});

createDevApp({
  features: [catalogPlugin, exampleCatalog, modelsPlugin, exampleModels],
});
