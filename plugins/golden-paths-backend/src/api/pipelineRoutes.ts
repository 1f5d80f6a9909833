import {
  listConnectionsResponseSchema,
  pipelinesQuerySchema,
  pipelinesResponseSchema,
} from '@platform-ops/backstage-plugin-golden-paths-common';
import type { RouteDefinition } from '@platform-ops/backstage-plugin-platform-ops-node';

/**
 * Runs of pipelines, and the systems that run them.
 */
export const pipelineRoutes = {
  getPipelines: {
    method: 'get',
    path: '/pipelines',
    summary: 'What runs and ran for an entity, newest first, and from where',
    query: pipelinesQuerySchema,
    response: pipelinesResponseSchema,
    example: { query: { entityRef: 'component:default/checkout' } },
  },
  listConnections: {
    method: 'get',
    path: '/connections',
    summary: 'The systems that paths may name, by their ids',
    response: listConnectionsResponseSchema,
    example: {},
  },
} satisfies Record<string, RouteDefinition>;
