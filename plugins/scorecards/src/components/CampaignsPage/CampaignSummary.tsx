import { useApi } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  CopyButton,
  EntityLink,
  KeyValueList,
  Panel,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { Campaign } from '@platform-ops/backstage-plugin-scorecards-common';
import { scorecardsApiRef } from '@platform-ops/backstage-plugin-scorecards-react';
import type { ReactNode } from 'react';
import { describeDue } from '../../campaigns/campaignWords';
import { Moment } from '../Moment';
import { CampaignProgress } from './CampaignProgress';
import { CampaignStateBadge } from './CampaignStateBadge';
import { EndCampaign } from './EndCampaign';
import styles from './CampaignSummary.module.css';

function Refs(props: { refs: readonly string[] }) {
  return (
    <span className={styles.refs}>
      {props.refs.map(ref => (
        <EntityLink key={ref} entityRef={ref} />
      ))}
    </span>
  );
}

function whichEntities({ kinds, owners, systems }: Campaign): ReactNode {
  const parts = [
    kinds?.length && { label: 'of the kinds', value: kinds.join(', ') },
    owners?.length && { label: 'owned by', value: <Refs refs={owners} /> },
    systems?.length && { label: 'in', value: <Refs refs={systems} /> },
  ].filter(part => typeof part === 'object');
  if (parts.length === 0) {
    return 'All that the framework is asked of';
  }
  return (
    <span className={styles.refs}>
      {parts.map(({ label, value }) => (
        <span key={label}>
          {label} {value}
        </span>
      ))}
    </span>
  );
}

/** What it wants of whom by when, and how far that is. */
export function CampaignSummary(props: {
  campaign: Campaign;
  onEnded: () => void;
}) {
  const { campaign, onEnded } = props;
  const api = useApi(scorecardsApiRef);
  const { value: framework } = useLoad(campaign.frameworkId, () =>
    api.getFramework(campaign.frameworkId),
  );
  const controlTitle = (controlId: string) => {
    const known = framework?.controls.find(({ id }) => id === controlId);
    return known ? `${known.citation} ${known.title}` : controlId;
  };
  return (
    <Panel
      title={campaign.title}
      action={
        <div className={styles.actions}>
          <CampaignStateBadge state={campaign.state} />
          <CopyButton text={window.location.href} label="Copy link" />
          {campaign.state !== 'ended' && (
            <EndCampaign campaign={campaign} onEnded={onEnded} />
          )}
        </div>
      }
    >
      <div className={styles.body}>
        {campaign.description && (
          <Text as="p" variant="body-medium" className={styles.description}>
            {campaign.description}
          </Text>
        )}
        <CampaignProgress campaign={campaign} />
        <KeyValueList
          items={[
            { label: 'Due', value: describeDue(campaign) },
            {
              label: 'Led by',
              value: <EntityLink entityRef={campaign.ownerRef} />,
            },
            {
              label: 'Started',
              value: (
                <>
                  <Moment time={campaign.startedAt} /> by{' '}
                  <EntityLink entityRef={campaign.startedBy} />
                </>
              ),
            },
            ...(campaign.endedAt && campaign.endedBy
              ? [
                  {
                    label: 'Ended',
                    value: (
                      <>
                        <Moment time={campaign.endedAt} /> by{' '}
                        <EntityLink entityRef={campaign.endedBy} />
                      </>
                    ),
                  },
                ]
              : []),
            { label: 'Framework', value: campaign.frameworkTitle },
            {
              label: 'Controls',
              value: campaign.controls?.map(controlTitle).join('; ') ?? 'All',
            },
            { label: 'Entities', value: whichEntities(campaign) },
          ]}
        />
      </div>
    </Panel>
  );
}
