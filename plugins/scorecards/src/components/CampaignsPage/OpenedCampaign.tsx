import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import {
  AppLink,
  EmptyState,
  LoadFailure,
  SkeletonLines,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import {
  scorecardsApiRef,
  useScorecardsSignal,
} from '@platform-ops/backstage-plugin-scorecards-react';
import type { CampaignsView } from '../../hooks/useCampaignsView';
import { campaignsRouteRef } from '../../routes';
import { CampaignEntities } from './CampaignEntities';
import { CampaignSummary } from './CampaignSummary';
import { Reminders } from './Reminders';

const SKELETON_LINES = 10;

/** A campaign in full: how far it is, who has something open, who was reminded. */
export function OpenedCampaign(props: {
  campaignId: string;
  view: CampaignsView;
}) {
  const { campaignId, view } = props;
  const api = useApi(scorecardsApiRef);
  const path = useRouteRef(campaignsRouteRef)?.() ?? '';
  const {
    value: campaign,
    error,
    loading,
    reload,
  } = useLoad(campaignId, () => api.getCampaign(campaignId));
  useScorecardsSignal(reload);
  return (
    <>
      <AppLink to={path} variant="body-medium">
        All campaigns
      </AppLink>
      {error && (
        <LoadFailure what="this campaign" error={error} onRetry={reload} />
      )}
      {!error && !campaign && loading && (
        <SkeletonLines lines={SKELETON_LINES} label="Loading the campaign" />
      )}
      {!error && !campaign && !loading && (
        <EmptyState
          title="There is no such campaign"
          description="It never was there, or the link was cut off."
        />
      )}
      {campaign && (
        <>
          <CampaignSummary campaign={campaign} onEnded={reload} />
          <CampaignEntities campaign={campaign} view={view} />
          <Reminders reminders={campaign.reminders} />
        </>
      )}
    </>
  );
}
