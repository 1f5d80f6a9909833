import {
  matrixQuerySchema,
  matrixResponseSchema,
  sampleQuerySchema,
  sampleSchema,
  timelineQuerySchema,
  timelineSchema,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type { RouteDefinition } from '@platform-ops/backstage-plugin-platform-ops-node';

/** How all stand, and how it was. */
export const recordRoutes = {
  getMatrix: {
    method: 'get',
    path: '/scorecards/matrix',
    summary:
      'How all entities stand, put together by system, owner or kind, the weakest first, in pages',
    query: matrixQuerySchema,
    response: matrixResponseSchema,
    example: { query: { by: 'owner', limit: '10' } },
  },
  getTimeline: {
    method: 'get',
    path: '/timeline',
    summary: 'How the controls of a framework stood in a period',
    query: timelineQuerySchema,
    response: timelineSchema,
  },
  drawSample: {
    method: 'get',
    path: '/samples',
    summary:
      'Entities drawn from all of which a control was asked in a period, with what it rested on',
    query: sampleQuerySchema,
    response: sampleSchema,
  },
} satisfies Record<string, RouteDefinition>;
