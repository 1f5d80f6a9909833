import type {
  CatalogAccess,
  RouteServer,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { scorecardsCampaignManagePermission } from '@platform-ops/backstage-plugin-scorecards-common';
import { campaignRoutes as routes } from '../api/campaignRoutes';
import type { CampaignService } from '../campaigns/CampaignService';
import type { CallerReader } from '../decisions/Caller';

export interface CampaignRouterOptions {
  access: CatalogAccess;
  callers: CallerReader;
  campaigns: CampaignService;
}

const PEOPLE = { allow: ['user' as const] };

/**
 * Serves campaigns.
 */
export function serveCampaigns(
  serve: RouteServer,
  options: CampaignRouterOptions,
): void {
  const { access, callers, campaigns } = options;

  serve(routes.listCampaigns, async ({ query, credentials }) =>
    campaigns.list(query, await access.visibleRefs(credentials)),
  );

  serve(routes.getCampaign, async ({ params, credentials }) =>
    campaigns.get(params.campaignId, await access.visibleRefs(credentials)),
  );

  serve(routes.listCampaignEntities, async ({ params, query, credentials }) =>
    campaigns.entities(
      params.campaignId,
      query,
      await access.visibleRefs(credentials),
    ),
  );

  serve(
    routes.startCampaign,
    async ({ body, credentials }) => {
      const { userRef, visible } = await callers.person(
        credentials,
        scorecardsCampaignManagePermission,
      );
      return campaigns.start(body, userRef, visible);
    },
    PEOPLE,
  );

  serve(
    routes.endCampaign,
    async ({ params, credentials }) => {
      const { userRef, visible } = await callers.person(
        credentials,
        scorecardsCampaignManagePermission,
      );
      return campaigns.end(params.campaignId, userRef, visible);
    },
    PEOPLE,
  );
}
