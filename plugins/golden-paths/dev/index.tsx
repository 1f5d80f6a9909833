import '@backstage/cli/asset-types';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { modelsApiRef } from '@platform-ops/backstage-plugin-models-react';
import goldenPathsPlugin, {
  goldenPathCardsModule,
  goldenPathsApiRef,
} from '../src';
import {
  exampleEntities,
  ExampleGoldenPathsApi,
  ExampleModelsApi,
  ExampleScaffolderApi,
  type ExampleState,
} from './example';

// Other looks: ?example=stale|loading|empty|error|forbidden.
const state = (new URLSearchParams(window.location.search).get('example') ??
  'full') as ExampleState;

const examplePaths = createFrontendModule({
  pluginId: 'golden-paths',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: goldenPathsApiRef,
          deps: {},
          factory: () => new ExampleGoldenPathsApi(state),
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

const exampleScaffolder = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: scaffolderApiRef,
          deps: {},
          factory: () => new ExampleScaffolderApi() as never,
        }),
    }),
  ],
});

const exampleModels = createFrontendModule({
  pluginId: 'app',
  extensions: [
    ApiBlueprint.make({
      name: 'models',
      params: defineParams =>
        defineParams({
          api: modelsApiRef,
          deps: {},
          factory: () => new ExampleModelsApi() as never,
        }),
    }),
  ],
});

createDevApp({
  features: [
    catalogPlugin,
    exampleCatalog,
    scaffolderPlugin,
    exampleScaffolder,
    goldenPathsPlugin,
    goldenPathCardsModule,
    exampleModels,
    examplePaths,
  ],
});
