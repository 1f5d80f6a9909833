import type { JsonObject } from '@backstage/types';
import { goldenPathsPathPreviewPermission } from '@platform-ops/backstage-plugin-golden-paths-common';
import type {
  CatalogAccess,
  RouteServer,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { pathRoutes as routes } from '../api/pathRoutes';
import type { DifferenceService } from '../paths/difference/DifferenceService';
import type { PathReader } from '../paths/PathReader';
import type { PreviewService } from '../paths/preview/PreviewService';

export interface PathRouterOptions {
  pathAccess: CatalogAccess;
  pathReader: PathReader;
  previews: PreviewService;
  differences: DifferenceService;
}

/**
 * Serves golden paths, what they make, and what is behind them.
 */
export function servePaths(
  serve: RouteServer,
  { pathAccess, pathReader, previews, differences }: PathRouterOptions,
): void {
  serve(routes.preview, async ({ body, credentials }) => {
    await pathAccess.require(goldenPathsPathPreviewPermission, credentials);
    return previews.preview(
      { ...body, values: body.values as JsonObject },
      credentials,
    );
  });

  serve(routes.listPaths, async ({ credentials }) =>
    pathReader.list(credentials),
  );

  serve(routes.getEntityPaths, async ({ query, credentials }) =>
    pathReader.ofEntity(query.entityRef, credentials),
  );

  serve(routes.listEntitiesBehind, async ({ query, credentials }) =>
    pathReader.behind(query, credentials),
  );

  serve(routes.getDifference, async ({ query, credentials }) => {
    await pathAccess.require(goldenPathsPathPreviewPermission, credentials);
    return differences.get(query.entityRef, credentials);
  });
}
