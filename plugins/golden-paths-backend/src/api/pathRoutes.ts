import {
  entitiesBehindQuerySchema,
  entitiesBehindResponseSchema,
  entityPathsQuerySchema,
  entityPathsResponseSchema,
  listPathsResponseSchema,
  pathDifferenceQuerySchema,
  pathDifferenceSchema,
  previewRequestSchema,
  previewSchema,
} from '@platform-ops/backstage-plugin-golden-paths-common';
import type { RouteDefinition } from '@platform-ops/backstage-plugin-platform-ops-node';

/**
 * Golden paths, what they make, and what is behind them.
 */
export const pathRoutes = {
  preview: {
    method: 'post',
    path: '/previews',
    summary: 'What a template would make of given values; makes nothing',
    body: previewRequestSchema,
    response: previewSchema,
  },
  listPaths: {
    method: 'get',
    path: '/paths',
    summary: 'The golden paths, and how many entities came from them',
    response: listPathsResponseSchema,
    example: {},
  },
  getEntityPaths: {
    method: 'get',
    path: '/entities/paths',
    summary: 'The path and version that an entity came from',
    query: entityPathsQuerySchema,
    response: entityPathsResponseSchema,
  },
  listEntitiesBehind: {
    method: 'get',
    path: '/entities/behind',
    summary: 'Entities that came from an older version of their path, by title',
    query: entitiesBehindQuerySchema,
    response: entitiesBehindResponseSchema,
    example: { query: { limit: '10' } },
  },
  getDifference: {
    method: 'get',
    path: '/entities/difference',
    summary:
      'What the newest version of its path would change in the repository of an entity',
    query: pathDifferenceQuerySchema,
    response: pathDifferenceSchema,
  },
} satisfies Record<string, RouteDefinition>;
