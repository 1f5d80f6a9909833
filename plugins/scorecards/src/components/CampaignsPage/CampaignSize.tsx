import { useApi } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { useLoad } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { FrameworkDetail } from '@platform-ops/backstage-plugin-scorecards-common';
import { scorecardsApiRef } from '@platform-ops/backstage-plugin-scorecards-react';
import { countOf } from '../../controls/countWords';

/** How many a campaign would concern, and what it will do. */
export function CampaignSize(props: {
  framework: FrameworkDetail;
  controls: number;
  kinds: string[] | undefined;
  owners: string[] | undefined;
  systems: string[] | undefined;
}) {
  const { framework, controls, kinds, owners, systems } = props;
  const api = useApi(scorecardsApiRef);
  const query = {
    framework: [framework.id],
    kind: kinds,
    owner: owners,
    system: systems,
    limit: 1,
  };
  const { value } = useLoad(JSON.stringify(query), () =>
    api.listScorecards(query),
  );
  return (
    <Text as="p" variant="body-medium">
      {value
        ? `It concerns ${countOf(
            value.totalItems,
            'entity',
            'entities',
          )} and ${countOf(controls, 'control')}.`
        : `It concerns ${countOf(controls, 'control')}.`}{' '}
      Their owners are told what is open, 14, 7 and 1 days before it is due, on
      the day, and each week after, until it is ended.
    </Text>
  );
}
