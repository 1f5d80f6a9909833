import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  AppLink,
  EntityLink,
  KeyValueList,
  Panel,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { Campaign } from '@platform-ops/backstage-plugin-scorecards-common';
import { describeDue } from '../../campaigns/campaignWords';
import { campaignsRouteRef } from '../../routes';
import { CampaignProgress } from './CampaignProgress';
import { CampaignStateBadge } from './CampaignStateBadge';
import styles from './CampaignsPage.module.css';

/** A campaign in short. */
export function CampaignCard(props: { campaign: Campaign }) {
  const { campaign } = props;
  const path = useRouteRef(campaignsRouteRef)?.() ?? '';
  return (
    <Panel
      title={campaign.title}
      action={<CampaignStateBadge state={campaign.state} />}
    >
      <div className={styles.body}>
        <CampaignProgress campaign={campaign} />
        <KeyValueList
          items={[
            { label: 'Framework', value: campaign.frameworkTitle },
            { label: 'Due', value: describeDue(campaign) },
            {
              label: 'Led by',
              value: <EntityLink entityRef={campaign.ownerRef} />,
            },
          ]}
        />
        <AppLink
          to={`${path}?campaign=${encodeURIComponent(campaign.id)}`}
          variant="body-small"
          aria-label={`Open ${campaign.title}`}
        >
          Open
        </AppLink>
      </div>
    </Panel>
  );
}
