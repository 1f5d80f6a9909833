import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { useMemo } from 'react';

/**
 * Gives the path of an entity's page, or of a tab of it. Undefined in an app
 * without the catalog.
 *
 * @public
 */
export function useEntityPath():
  | ((entityRef: string, tab?: string) => string)
  | undefined {
  const route = useRouteRef(entityRouteRef);
  return useMemo(
    () =>
      route &&
      ((entityRef: string, tab?: string) => {
        const path = route(
          entityRouteParams(entityRef, { encodeParams: true }),
        );
        return tab ? `${path}/${tab}` : path;
      }),
    [route],
  );
}
