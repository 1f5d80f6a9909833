import {
  gateQuerySchema,
  gateRequestSchema,
  gateResponseSchema,
  listFactTypesResponseSchema,
  whatIfRequestSchema,
  whatIfResponseSchema,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type { RouteDefinition } from '@platform-ops/backstage-plugin-platform-ops-node';

/**
 * What is evaluated on request, and recorded nowhere.
 */
export const gateRoutes = {
  gate: {
    method: 'post',
    path: '/gate',
    summary:
      'Whether an entity may go on, and what stands in the way; 200 either way, the header x-platform-ops-outcome says pass or fail',
    query: gateQuerySchema,
    body: gateRequestSchema,
    response: gateResponseSchema,
    otherTypes: ['text/plain', 'text/markdown', 'application/sarif+json'],
  },
  whatIf: {
    method: 'post',
    path: '/what-if',
    summary: 'What would change with other frameworks and checks',
    body: whatIfRequestSchema,
    response: whatIfResponseSchema,
    example: {
      body: { files: [{ name: 'acme.yaml', text: 'kind: Framework' }] },
    },
  },
  listFactTypes: {
    method: 'get',
    path: '/fact-types',
    summary: 'What checks can ask about, and the checks that there are',
    response: listFactTypesResponseSchema,
    example: {},
  },
} satisfies Record<string, RouteDefinition>;
