import { z } from 'zod';
import {
  compareVersionsQuerySchema,
  getClaimQuerySchema,
  getClaimResponseSchema,
  listChangesQuerySchema,
  listChangesResponseSchema,
  listModelsQuerySchema,
  listModelsResponseSchema,
  listRegistriesResponseSchema,
  listStageHistoryQuerySchema,
  listStageHistoryResponseSchema,
  listVersionsQuerySchema,
  listVersionsResponseSchema,
  modelFacetsResponseSchema,
  modelFilterSchema,
  modelsByRefsRequestSchema,
  modelsByRefsResponseSchema,
  modelSchema,
  modelVersionSchema,
  versionComparisonSchema,
} from '@platform-ops/backstage-plugin-models-common';
import type { RouteDefinition } from '@platform-ops/backstage-plugin-platform-ops-node';

const modelParams = z.object({ id: z.uuid() });

/**
 * The routes of the models backend.
 */
export const routes = {
  listRegistries: {
    method: 'get',
    path: '/registries',
    summary: 'The registries and how their sync stands',
    response: listRegistriesResponseSchema,
  },
  syncRegistry: {
    method: 'post',
    path: '/registries/:registryId/sync',
    summary: 'Ask for a sync of a registry as soon as possible',
    params: z.object({ registryId: z.string().max(63) }),
    status: 202,
  },
  listModels: {
    method: 'get',
    path: '/models',
    summary: 'Models, filtered and sorted, in pages',
    query: listModelsQuerySchema,
    response: listModelsResponseSchema,
    example: { query: { stage: 'production', sort: 'title', limit: '10' } },
  },
  getFacets: {
    method: 'get',
    path: '/models/facets',
    summary: 'How many models each value of each filter would leave',
    query: modelFilterSchema,
    response: modelFacetsResponseSchema,
    example: { query: { owner: 'none' } },
  },
  getModelsByRefs: {
    method: 'post',
    path: '/models/by-refs',
    summary: 'Models by the refs of their entities',
    body: modelsByRefsRequestSchema,
    response: modelsByRefsResponseSchema,
    example: { body: { entityRefs: ['model:default/churn'] } },
  },
  getModel: {
    method: 'get',
    path: '/models/:id',
    summary: 'A model in full',
    params: modelParams,
    response: modelSchema,
  },
  listVersions: {
    method: 'get',
    path: '/models/:id/versions',
    summary: 'Versions of a model, filtered and sorted, in pages',
    params: modelParams,
    query: listVersionsQuerySchema,
    response: listVersionsResponseSchema,
    example: { query: { sort: 'createdAt', limit: '10' } },
  },
  getVersion: {
    method: 'get',
    path: '/models/:id/versions/:versionId',
    summary: 'A version of a model',
    params: modelParams.extend({ versionId: z.uuid() }),
    response: modelVersionSchema,
  },
  compareVersions: {
    method: 'get',
    path: '/models/:id/comparison',
    summary: 'Two to ten versions side by side',
    params: modelParams,
    query: compareVersionsQuerySchema,
    response: versionComparisonSchema,
    example: { query: { versions: '1,2' } },
  },
  listStageHistory: {
    method: 'get',
    path: '/models/:id/stage-history',
    summary: 'Every change of stage that was seen, newest first',
    params: modelParams,
    query: listStageHistoryQuerySchema,
    response: listStageHistoryResponseSchema,
    example: { query: { limit: '10' } },
  },
  getClaim: {
    method: 'get',
    path: '/claims',
    summary: "What became of an entity's claim to a registered model",
    query: getClaimQuerySchema,
    response: getClaimResponseSchema,
    example: { query: { entityRef: 'model:default/churn' } },
  },
  listChanges: {
    method: 'get',
    path: '/changes',
    summary: 'Which generated entities the catalog shall hold; for services',
    query: listChangesQuerySchema,
    response: listChangesResponseSchema,
  },
} satisfies Record<string, RouteDefinition>;
