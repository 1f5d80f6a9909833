import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  entityRouteRef,
  MockStarredEntitiesApi,
  starredEntitiesApiRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  modelsApiRef,
  type ModelsApi,
} from '@platform-ops/backstage-plugin-models-react';
import { useQueryParams } from '@platform-ops/backstage-plugin-platform-ops-react';
import { SWRConfig } from 'swr';
import { modelsRouteRef, registriesRouteRef } from '../routes';

function CurrentSearch() {
  const [params] = useQueryParams();
  return <output aria-label="search">{params.toString()}</output>;
}

/** Renders a page with the given models, and says what the URL holds. */
export function renderPage(
  element: JSX.Element,
  options: {
    api: ModelsApi;
    search?: string;
    permission?: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
  },
) {
  const { api, search = '', permission = AuthorizeResult.ALLOW } = options;
  return renderInTestApp(
    // The hook for permissions keeps its answers beyond a test.
    <SWRConfig value={{ provider: () => new Map() }}>
      {element}
      <CurrentSearch />
    </SWRConfig>,
    {
      initialRouteEntries: [`/${search}`],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        '/models': modelsRouteRef,
        '/models/registries': registriesRouteRef,
      },
      apis: [
        [modelsApiRef, api],
        [catalogApiRef, catalogApiMock()],
        [starredEntitiesApiRef, new MockStarredEntitiesApi()],
        [permissionApiRef, mockApis.permission({ authorize: permission })],
      ],
    },
  );
}
