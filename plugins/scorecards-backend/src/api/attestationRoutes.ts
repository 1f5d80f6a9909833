import { z } from 'zod';
import {
  acceptanceSchema,
  acceptTextSchema,
  attestationSchema,
  decisionStepRequestSchema,
  listAttestationsQuerySchema,
  listAttestationsResponseSchema,
  listWantedAttestationsResponseSchema,
  signAttestationSchema,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type { RouteDefinition } from '@platform-ops/backstage-plugin-platform-ops-node';

/**
 * What people state, and which texts they answer for.
 */
export const attestationRoutes = {
  listAttestations: {
    method: 'get',
    path: '/attestations',
    summary: 'What people stated of controls, in force and past',
    query: listAttestationsQuerySchema,
    response: listAttestationsResponseSchema,
    example: { query: { state: 'valid', limit: '10' } },
  },
  listWantedAttestations: {
    method: 'get',
    path: '/attestations/wanted',
    summary: 'Statements that wait for the person who calls',
    response: listWantedAttestationsResponseSchema,
    example: {},
  },
  signAttestation: {
    method: 'post',
    path: '/attestations',
    summary: 'State that a control is met, in place of what was stated before',
    body: signAttestationSchema,
    response: attestationSchema,
    status: 201,
  },
  withdrawAttestation: {
    method: 'post',
    path: '/attestations/:attestationId/withdraw',
    summary: 'Take back what was stated',
    params: z.object({ attestationId: z.string().max(80) }),
    body: decisionStepRequestSchema,
    response: attestationSchema,
  },
  acceptText: {
    method: 'post',
    path: '/acceptances',
    summary: 'Answer for the text of a control whose source is unverified',
    body: acceptTextSchema,
    response: acceptanceSchema,
    status: 201,
  },
  withdrawAcceptance: {
    method: 'post',
    path: '/acceptances/withdraw',
    summary: 'Stop answering for it',
    body: acceptTextSchema,
  },
} satisfies Record<string, RouteDefinition>;
