import { z } from 'zod';
import {
  entityHealthSchema,
  fleetResponseSchema,
  getHealthQuerySchema,
  getSeriesQuerySchema,
  getSeriesResponseSchema,
  healthByRefsRequestSchema,
  healthByRefsResponseSchema,
  listHealthChangesQuerySchema,
  listHealthChangesResponseSchema,
  listHealthQuerySchema,
  listHealthResponseSchema,
  listJoinsQuerySchema,
  listJoinsResponseSchema,
  listSlosQuerySchema,
  listSlosResponseSchema,
  listSourcesResponseSchema,
  rollupSchema,
  sloHoursResponseSchema,
  sloRulesResponseSchema,
  testQueryRequestSchema,
  testQueryResponseSchema,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type { RouteDefinition } from '@platform-ops/backstage-plugin-platform-ops-node';

const sloParams = z.object({ sloId: z.string().max(63) });
const sourceParams = z.object({ sourceId: z.string().max(63) });

/**
 * The routes of the ops health backend.
 */
export const routes = {
  getHealth: {
    method: 'get',
    path: '/health',
    summary: 'The health of an entity in full',
    query: getHealthQuerySchema,
    response: entityHealthSchema,
  },
  listHealth: {
    method: 'get',
    path: '/health/list',
    summary: 'The health of entities, filtered and sorted, in pages',
    query: listHealthQuerySchema,
    response: listHealthResponseSchema,
    example: { query: { state: 'bad', limit: '10' } },
  },
  getHealthByRefs: {
    method: 'post',
    path: '/health/by-refs',
    summary: 'The health of entities by their refs',
    body: healthByRefsRequestSchema,
    response: healthByRefsResponseSchema,
    example: { body: { entityRefs: ['component:default/checkout'] } },
  },
  getSeries: {
    method: 'get',
    path: '/health/series',
    summary: 'The course of indicators of an entity',
    query: getSeriesQuerySchema,
    response: getSeriesResponseSchema,
    example: {
      query: {
        entityRef: 'component:default/checkout',
        from: '2026-01-01T00:00:00Z',
        to: '2026-01-01T06:00:00Z',
      },
    },
  },
  getFleet: {
    method: 'get',
    path: '/fleet',
    summary: 'All entities that have health, by system, worst first',
    response: fleetResponseSchema,
    example: {},
  },
  getRollup: {
    method: 'get',
    path: '/rollup',
    summary: 'The health of a system, domain or group by what belongs to it',
    query: getHealthQuerySchema,
    response: rollupSchema,
    example: { query: { entityRef: 'system:default/shop' } },
  },
  listChanges: {
    method: 'get',
    path: '/changes',
    summary: 'What changed: deployments and states, newest first',
    query: listHealthChangesQuerySchema,
    response: listHealthChangesResponseSchema,
    example: { query: { limit: '10' } },
  },
  listSlos: {
    method: 'get',
    path: '/slos',
    summary: 'Service level objectives and how they stand, in pages',
    query: listSlosQuerySchema,
    response: listSlosResponseSchema,
    example: { query: { state: 'firing', limit: '10' } },
  },
  getSloHours: {
    method: 'get',
    path: '/slos/:sloId/hours',
    summary: 'Good and all events of an objective by the hour',
    params: sloParams,
    response: sloHoursResponseSchema,
  },
  getSloRules: {
    method: 'get',
    path: '/slos/:sloId/rules',
    summary: 'An objective as rules of Prometheus, with their unit tests',
    params: sloParams,
    response: sloRulesResponseSchema,
  },
  listSources: {
    method: 'get',
    path: '/sources',
    summary: 'The sources, how they stand and what they cost',
    response: listSourcesResponseSchema,
    example: {},
  },
  refreshSource: {
    method: 'post',
    path: '/sources/:sourceId/refresh',
    summary: 'Ask for a refresh of a source as soon as possible',
    params: sourceParams,
    status: 202,
  },
  listJoins: {
    method: 'get',
    path: '/sources/:sourceId/joins',
    summary: 'The label sets of a source and what they join, in pages',
    params: sourceParams,
    query: listJoinsQuerySchema,
    response: listJoinsResponseSchema,
  },
  testQuery: {
    method: 'post',
    path: '/queries/test',
    summary: "Send a query to a source, in the source's language",
    body: testQueryRequestSchema,
    response: testQueryResponseSchema,
  },
} satisfies Record<string, RouteDefinition>;
