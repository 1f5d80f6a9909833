import { useApi } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  ForbiddenState,
  LoadFailure,
  Panel,
  SkeletonLines,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { scorecardsCampaignManagePermission } from '@platform-ops/backstage-plugin-scorecards-common';
import { scorecardsApiRef } from '@platform-ops/backstage-plugin-scorecards-react';
import type { CampaignsView } from '../../hooks/useCampaignsView';
import { CampaignForm } from './CampaignForm';

const SKELETON_LINES = 8;

/** Where a campaign is started, by those who may. */
export function StartCampaign(props: { view: CampaignsView }) {
  const api = useApi(scorecardsApiRef);
  const { allowed, loading } = usePermission({
    permission: scorecardsCampaignManagePermission,
  });
  const { value, error, reload } = useLoad('frameworks', () =>
    api.listFrameworks(),
  );
  if (!allowed && !loading) {
    return (
      <ForbiddenState
        what="a campaign"
        verb="start"
        permission={scorecardsCampaignManagePermission.name}
      />
    );
  }
  if (error && !value) {
    return <LoadFailure what="the frameworks" error={error} onRetry={reload} />;
  }
  return (
    <Panel title="Start a campaign">
      {value && allowed ? (
        <CampaignForm view={props.view} frameworks={value.items} />
      ) : (
        <SkeletonLines lines={SKELETON_LINES} label="Loading the frameworks" />
      )}
    </Panel>
  );
}
