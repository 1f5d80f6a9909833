import type { RouteDefinition } from '@platform-ops/backstage-plugin-platform-ops-node';
import { pathRoutes } from './pathRoutes';
import { pipelineRoutes } from './pipelineRoutes';
import { repositoryRoutes } from './repositoryRoutes';

/**
 * The routes of the golden paths backend.
 */
export const routes = {
  ...pathRoutes,
  ...repositoryRoutes,
  ...pipelineRoutes,
} satisfies Record<string, RouteDefinition>;
