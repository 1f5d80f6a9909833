import { z } from 'zod';
import {
  explainControlQuerySchema,
  explainedControlSchema,
  frameworkSchema,
  getScorecardsQuerySchema,
  getScorecardsResponseSchema,
  listCollectorsResponseSchema,
  listFrameworksResponseSchema,
  listScorecardsQuerySchema,
  listScorecardsResponseSchema,
  scorecardsByRefsRequestSchema,
  scorecardsByRefsResponseSchema,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type { RouteDefinition } from '@platform-ops/backstage-plugin-platform-ops-node';
import { attestationRoutes } from './attestationRoutes';
import { campaignRoutes } from './campaignRoutes';
import { decisionRoutes } from './decisionRoutes';
import { gateRoutes } from './gateRoutes';
import { recordRoutes } from './recordRoutes';

const idSchema = z.string().max(80);
const frameworkParams = z.object({ frameworkId: idSchema });
const controlParams = frameworkParams.extend({ controlId: idSchema });
const collectorParams = z.object({ collectorId: idSchema });

/**
 * The routes of the scorecards backend.
 */
export const routes = {
  listFrameworks: {
    method: 'get',
    path: '/frameworks',
    summary: 'The frameworks in force',
    response: listFrameworksResponseSchema,
    example: {},
  },
  getFramework: {
    method: 'get',
    path: '/frameworks/:frameworkId',
    summary: 'A framework with all of its controls',
    params: frameworkParams,
    response: frameworkSchema,
  },
  getScorecards: {
    method: 'get',
    path: '/scorecards',
    summary: 'How an entity stands in each framework, control by control',
    query: getScorecardsQuerySchema,
    response: getScorecardsResponseSchema,
  },
  listScorecards: {
    method: 'get',
    path: '/scorecards/list',
    summary: 'How entities stand, filtered and sorted, in pages',
    query: listScorecardsQuerySchema,
    response: listScorecardsResponseSchema,
    example: { query: { kind: 'model', level: 'none', limit: '10' } },
  },
  getScorecardsByRefs: {
    method: 'post',
    path: '/scorecards/by-refs',
    summary: 'How entities stand, by their refs',
    body: scorecardsByRefsRequestSchema,
    response: scorecardsByRefsResponseSchema,
    example: { body: { entityRefs: ['component:default/checkout'] } },
  },
  explainControl: {
    method: 'get',
    path: '/controls/:frameworkId/:controlId',
    summary: 'What a control says of an entity: checks, facts, fix and history',
    params: controlParams,
    query: explainControlQuerySchema,
    response: explainedControlSchema,
  },
  listCollectors: {
    method: 'get',
    path: '/collectors',
    summary: 'What collects facts, and how it stands',
    response: listCollectorsResponseSchema,
    example: {},
  },
  refreshCollector: {
    method: 'post',
    path: '/collectors/:collectorId/refresh',
    summary: 'Ask a collector to collect now',
    params: collectorParams,
    status: 202,
  },
  ...decisionRoutes,
  ...campaignRoutes,
  ...recordRoutes,
  ...gateRoutes,
  ...attestationRoutes,
} satisfies Record<string, RouteDefinition>;
