import { Badge } from '@backstage/ui';
import { StateBadge } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { CampaignState } from '@platform-ops/backstage-plugin-scorecards-common';
import { RiCheckLine, RiPlayCircleLine } from '@remixicon/react';

/** Whether a campaign is running, too late or over. */
export function CampaignStateBadge(props: { state: CampaignState }) {
  const { state } = props;
  if (state === 'overdue') {
    return <StateBadge state="bad" label={state} />;
  }
  const Icon = state === 'running' ? RiPlayCircleLine : RiCheckLine;
  return (
    <Badge size="small" icon={<Icon size={14} aria-hidden />}>
      {state}
    </Badge>
  );
}
