import { z } from 'zod';
import type { RouteDefinition } from '@platform-ops/backstage-plugin-platform-ops-node';
import {
  faultNameSchema,
  injectedFaultSchema,
  injectFaultRequestSchema,
  listFaultsResponseSchema,
  stopFaultQuerySchema,
  stopFaultResponseSchema,
} from '@platform-ops/backstage-plugin-sandbox-common';

const faultParams = z.object({ name: faultNameSchema });

/**
 * The routes of the sandbox backend.
 */
export const routes = {
  getStatus: {
    method: 'get',
    path: '/status',
    summary: 'Whether the sandbox runs, where, since when and with how much',
    response: z.looseObject({ enabled: z.boolean(), running: z.boolean() }),
  },
  listFaults: {
    method: 'get',
    path: '/faults',
    summary: 'The faults that can be injected, and where each one is active',
    response: listFaultsResponseSchema,
  },
  injectFault: {
    method: 'post',
    path: '/faults/:name',
    summary: 'Disturb a simulated service for a while',
    params: faultParams,
    body: injectFaultRequestSchema,
    response: injectedFaultSchema,
    status: 201,
    example: { body: { durationSeconds: 600 } },
  },
  stopFault: {
    method: 'delete',
    path: '/faults/:name',
    summary: 'Let a fault end now, everywhere or in one service',
    params: faultParams,
    query: stopFaultQuerySchema,
    response: stopFaultResponseSchema,
  },
} satisfies Record<string, RouteDefinition>;
