import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { signalApiRef, type SignalApi } from '@backstage/plugin-signals-react';
import { SWRConfig } from 'swr';
import { exampleEntities } from '../../dev/example';
import { goldenPathsApiRef, type GoldenPathsApi } from '../api';
import { pathsRouteRef, repositoriesRouteRef } from '../routes';

const entities = exampleEntities();

interface RenderOptions {
  api: GoldenPathsApi;
  /** Where the page stands, e.g. `/repositories/chest-xray-triage`. */
  at?: string;
  signals?: SignalApi;
  permission?: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
}

/** Renders something with the given golden paths and the catalog of the example. */
export function renderPage(element: JSX.Element, options: RenderOptions) {
  const { api, at = '/', permission = AuthorizeResult.ALLOW } = options;
  const signals = options.signals ?? {
    subscribe: () => ({ unsubscribe: () => {} }),
  };
  return renderInTestApp(
    // The hook for permissions keeps its answers beyond a test.
    <SWRConfig value={{ provider: () => new Map() }}>{element}</SWRConfig>,
    {
      initialRouteEntries: [at],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        '/golden-paths': pathsRouteRef,
        '/repositories': repositoriesRouteRef,
      },
      apis: [
        [goldenPathsApiRef, api],
        [catalogApiRef, catalogApiMock({ entities })],
        [signalApiRef, signals],
        [permissionApiRef, mockApis.permission({ authorize: permission })],
      ],
    },
  );
}

/** Renders something on the page of an entity of the example. */
export function renderOn(
  name: string,
  element: JSX.Element,
  options: RenderOptions,
) {
  const entity = entities.find(({ metadata }) => metadata.name === name);
  return renderPage(
    <EntityProvider entity={entity}>{element}</EntityProvider>,
    options,
  );
}
