import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  scorecardsApiRef,
  type ScorecardsApi,
} from '@platform-ops/backstage-plugin-scorecards-react';
import { SWRConfig } from 'swr';
import { exampleEntities } from '../../dev/example';
import {
  approvalsRouteRef,
  campaignsRouteRef,
  collectorsRouteRef,
  evidenceRouteRef,
  frameworksRouteRef,
  overviewRouteRef,
} from '../routes';
import { CurrentSearch } from './CurrentSearch';

const entities = exampleEntities();

/** Renders a page with the given scorecards. */
export function renderPage(
  element: JSX.Element,
  options: {
    api: ScorecardsApi;
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
        '/compliance': overviewRouteRef,
        '/compliance/approvals': approvalsRouteRef,
        '/compliance/campaigns': campaignsRouteRef,
        '/compliance/evidence': evidenceRouteRef,
        '/compliance/frameworks': frameworksRouteRef,
        '/compliance/collectors': collectorsRouteRef,
      },
      apis: [
        [scorecardsApiRef, api],
        [catalogApiRef, catalogApiMock({ entities })],
        [permissionApiRef, mockApis.permission({ authorize: permission })],
      ],
    },
  );
}

/** Renders something on the page of an entity of the example. */
export function renderOn(
  name: string,
  element: JSX.Element,
  options: Parameters<typeof renderPage>[1],
) {
  const entity = entities.find(({ metadata }) => metadata.name === name);
  return renderPage(
    <EntityProvider entity={entity}>{element}</EntityProvider>,
    options,
  );
}
