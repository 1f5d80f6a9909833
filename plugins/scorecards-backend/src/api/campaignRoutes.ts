import { z } from 'zod';
import {
  campaignEntitiesQuerySchema,
  campaignEntitiesResponseSchema,
  campaignSchema,
  listCampaignsQuerySchema,
  listCampaignsResponseSchema,
  startCampaignSchema,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type { RouteDefinition } from '@platform-ops/backstage-plugin-platform-ops-node';

const campaignParams = z.object({ campaignId: z.string().max(80) });

/** What is to be met by a date. */
export const campaignRoutes = {
  listCampaigns: {
    method: 'get',
    path: '/campaigns',
    summary: 'The campaigns, with how far they are',
    query: listCampaignsQuerySchema,
    response: listCampaignsResponseSchema,
    example: { query: { state: 'running' } },
  },
  getCampaign: {
    method: 'get',
    path: '/campaigns/:campaignId',
    summary: 'A campaign, with how far it is',
    params: campaignParams,
    response: campaignSchema,
  },
  listCampaignEntities: {
    method: 'get',
    path: '/campaigns/:campaignId/entities',
    summary: 'What is open in a campaign, by entity, in pages',
    params: campaignParams,
    query: campaignEntitiesQuerySchema,
    response: campaignEntitiesResponseSchema,
  },
  startCampaign: {
    method: 'post',
    path: '/campaigns',
    summary: 'Start a campaign; only people can',
    body: startCampaignSchema,
    response: campaignSchema,
    status: 201,
  },
  endCampaign: {
    method: 'post',
    path: '/campaigns/:campaignId/end',
    summary: 'End a campaign; only people can',
    params: campaignParams,
    response: campaignSchema,
  },
} satisfies Record<string, RouteDefinition>;
