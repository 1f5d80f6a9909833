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
import { scorecardsApiRef } from '@platform-ops/backstage-plugin-scorecards-react';
import scorecardsPlugin from '../src';
import {
  EXAMPLE_PEOPLE,
  exampleEntities,
  ExampleScorecardsApi,
  type ExampleState,
  type KeptWords,
} from './example';

// Other looks: ?example=large|loading|empty|error|forbidden
// Other eyes: ?person=olivia|ravi|clara|victor; what they decide stays for the tab.
const params = new URLSearchParams(window.location.search);
const state = (params.get('example') ?? 'full') as ExampleState;
const KEPT = 'example-decisions';
const PERSON = 'example-person';
const person =
  params.get('person') ?? window.sessionStorage.getItem(PERSON) ?? 'olivia';
window.sessionStorage.setItem(PERSON, person);

function readKept(): KeptWords | undefined {
  const kept = window.sessionStorage.getItem(KEPT);
  return kept ? JSON.parse(kept) : undefined;
}

const exampleScorecards = createFrontendModule({
  pluginId: 'scorecards',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: scorecardsApiRef,
          deps: {},
          factory: () =>
            new ExampleScorecardsApi(state, {
              person: EXAMPLE_PEOPLE[person as keyof typeof EXAMPLE_PEOPLE],
              kept: readKept(),
              onKeep: kept =>
                window.sessionStorage.setItem(KEPT, JSON.stringify(kept)),
            }),
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
    scorecardsPlugin,
    exampleScorecards,
  ],
});
