import '@backstage/cli/asset-types';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import homePlugin from '@backstage/plugin-home/alpha';
import homeModule from '@platform-ops/backstage-plugin-home-module-platform-ops';
import { opsHealthApiRef } from '@platform-ops/backstage-plugin-ops-health-react';
import opsHealthPlugin from '../src';
import {
  exampleEntities,
  ExampleOpsHealthApi,
  type ExampleState,
} from './example';

// Other looks: ?example=large|loading|empty|error|forbidden
const state = new URLSearchParams(window.location.search).get('example');

const exampleHealth = createFrontendModule({
  pluginId: 'ops-health',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: opsHealthApiRef,
          deps: {},
          factory: () =>
            new ExampleOpsHealthApi((state ?? 'full') as ExampleState),
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
  features: [
    catalogPlugin,
    exampleCatalog,
    homePlugin,
    homeModule,
    opsHealthPlugin,
    exampleHealth,
  ],
});
