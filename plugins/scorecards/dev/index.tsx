import '@backstage/cli/asset-types';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { scorecardsApiRef } from '@platform-ops/backstage-plugin-scorecards-react';
import scorecardsPlugin from '../src';
import {
  exampleEntities,
  ExampleScorecardsApi,
  type ExampleState,
} from './example';

// Other looks: ?example=large|loading|empty|error|forbidden
const state = new URLSearchParams(window.location.search).get('example');

const exampleScorecards = createFrontendModule({
  pluginId: 'scorecards',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: scorecardsApiRef,
          deps: {},
          factory: () =>
            new ExampleScorecardsApi((state ?? 'full') as ExampleState),
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
    scorecardsPlugin,
    exampleScorecards,
  ],
});
