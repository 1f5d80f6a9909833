import { useApi } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button, Text } from '@backstage/ui';
import {
  CountFilter,
  EmptyState,
  LoadFailure,
  SkeletonLines,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { scorecardsCampaignManagePermission } from '@platform-ops/backstage-plugin-scorecards-common';
import {
  scorecardsApiRef,
  useScorecardsSignal,
} from '@platform-ops/backstage-plugin-scorecards-react';
import { RiAddLine } from '@remixicon/react';
import { CAMPAIGN_STATES_SHOWN } from '../../campaigns/campaignWords';
import type { CampaignsView } from '../../hooks/useCampaignsView';
import { CampaignCard } from './CampaignCard';
import styles from './CampaignsPage.module.css';

const SKELETON_LINES = 3;
const SKELETON_HEIGHT = 160;

/** All campaigns, the first to be due first. */
export function CampaignList(props: { view: CampaignsView }) {
  const { view } = props;
  const api = useApi(scorecardsApiRef);
  const { allowed } = usePermission({
    permission: scorecardsCampaignManagePermission,
  });
  const { value, error, reload } = useLoad('campaigns', () =>
    api.listCampaigns(),
  );
  useScorecardsSignal(reload);
  const startButton = allowed && (
    <Button size="small" iconStart={<RiAddLine />} onPress={view.start}>
      Start a campaign
    </Button>
  );

  if (error && !value) {
    return <LoadFailure what="the campaigns" error={error} onRetry={reload} />;
  }
  if (!value) {
    return (
      <SkeletonLines
        lines={SKELETON_LINES}
        lineHeight={SKELETON_HEIGHT}
        label="Loading the campaigns"
      />
    );
  }
  if (value.items.length === 0) {
    return (
      <EmptyState
        title="No campaign yet"
        description={
          allowed
            ? 'A campaign says what shall be met by when, shows who has something open, and reminds them.'
            : 'A campaign says what shall be met by when, and reminds who has something open. Somebody with the permission scorecards.campaign.manage can start one.'
        }
        action={startButton}
      />
    );
  }
  const shown = value.items.filter(
    ({ state }) => view.states.length === 0 || view.states.includes(state),
  );
  return (
    <div className={styles.list}>
      {error && (
        <LoadFailure what="the newest campaigns" error={error} onRetry={reload}>
          What is shown is what was read before.
        </LoadFailure>
      )}
      <div className={styles.bar}>
        <CountFilter
          label="Campaigns by state"
          items={CAMPAIGN_STATES_SHOWN.map(state => ({
            value: state,
            title: state,
            count: value.items.filter(campaign => campaign.state === state)
              .length,
          }))}
          selected={view.states}
          onToggle={view.toggleState}
        />
        {startButton}
      </div>
      {shown.length === 0 && (
        <Text as="p" variant="body-medium">
          There is none in this state.
        </Text>
      )}
      <div className={styles.cards}>
        {shown.map(campaign => (
          <CampaignCard key={campaign.id} campaign={campaign} />
        ))}
      </div>
    </div>
  );
}
