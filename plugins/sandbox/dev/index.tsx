import '@backstage/cli/asset-types';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import sandboxPlugin from '../src';
import { sandboxApiRef } from '../src/api';
import { exampleEntities } from './exampleEntities';
import { ExampleSandboxApi, type ExampleState } from './ExampleSandboxApi';

// Other looks: /sandbox?example=loading|off|error
const state = new URLSearchParams(window.location.search).get('example');

const exampleSandbox = createFrontendModule({
  pluginId: 'sandbox',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: sandboxApiRef,
          deps: {},
          factory: () =>
            new ExampleSandboxApi((state ?? 'full') as ExampleState),
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
            new InMemoryCatalogClient({ entities: exampleEntities }),
        }),
    }),
  ],
});

createDevApp({
  features: [catalogPlugin, exampleCatalog, sandboxPlugin, exampleSandbox],
});
