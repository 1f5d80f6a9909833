import { z } from 'zod';
import {
  decisionSchema,
  decisionStepRequestSchema,
  inboxSchema,
  listDecisionsQuerySchema,
  listDecisionsResponseSchema,
  renewDecisionSchema,
  requestDecisionSchema,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type { RouteDefinition } from '@platform-ops/backstage-plugin-platform-ops-node';

const decisionParams = z.object({ decisionId: z.string().max(80) });
const step = {
  method: 'post',
  params: decisionParams,
  body: decisionStepRequestSchema,
  response: decisionSchema,
} as const;

/**
 * What people ask for and decide.
 */
export const decisionRoutes = {
  listDecisions: {
    method: 'get',
    path: '/decisions',
    summary: 'Exemptions and the like: asked for, in force and past',
    query: listDecisionsQuerySchema,
    response: listDecisionsResponseSchema,
    example: { query: { state: 'requested', limit: '10' } },
  },
  getDecision: {
    method: 'get',
    path: '/decisions/:decisionId',
    summary: 'One of them',
    params: decisionParams,
    response: decisionSchema,
  },
  requestDecision: {
    method: 'post',
    path: '/decisions',
    summary:
      'Ask for an exemption, another way, a control not to apply, or a statement that takes two people; somebody else decides',
    body: requestDecisionSchema,
    response: decisionSchema,
    status: 201,
  },
  renewDecision: {
    method: 'post',
    path: '/decisions/:decisionId/renew',
    summary: 'Ask for the same again before it ends',
    params: decisionParams,
    body: renewDecisionSchema,
    response: decisionSchema,
    status: 201,
  },
  approveDecision: {
    ...step,
    path: '/decisions/:decisionId/approve',
    summary: 'Approve what somebody else asked for',
  },
  rejectDecision: {
    ...step,
    path: '/decisions/:decisionId/reject',
    summary: 'Reject what somebody else asked for',
  },
  withdrawDecision: {
    ...step,
    path: '/decisions/:decisionId/withdraw',
    summary: 'Take back what one asked for',
  },
  revokeDecision: {
    ...step,
    path: '/decisions/:decisionId/revoke',
    summary: 'End what was approved',
  },
  getInbox: {
    method: 'get',
    path: '/inbox',
    summary: 'What waits for the person who calls',
    response: inboxSchema,
    example: {},
  },
} satisfies Record<string, RouteDefinition>;
