import {
  goldenPathsPathReadPermission,
  goldenPathsPipelineReadPermission,
  type Connection,
} from '@platform-ops/backstage-plugin-golden-paths-common';
import type {
  CatalogAccess,
  RouteServer,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { pipelineRoutes as routes } from '../api/pipelineRoutes';
import type { PipelineReader } from '../pipelines/PipelineReader';

export interface PipelineRouterOptions {
  connections: Connection[];
  pipelineAccess: CatalogAccess;
  pipelineReader: PipelineReader;
}

/**
 * Serves what runs for entities, and the systems that paths may name.
 */
export function servePipelines(
  serve: RouteServer,
  options: PipelineRouterOptions,
): void {
  const { connections, pipelineAccess, pipelineReader } = options;

  serve(routes.getPipelines, async ({ query, credentials }) => {
    await pipelineAccess.require(
      goldenPathsPipelineReadPermission,
      credentials,
    );
    return pipelineReader.read(query.entityRef, credentials);
  });

  serve(routes.listConnections, async ({ credentials }) => {
    await pipelineAccess.require(goldenPathsPathReadPermission, credentials);
    return { items: connections };
  });
}
