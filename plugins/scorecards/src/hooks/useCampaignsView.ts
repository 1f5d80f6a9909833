import { useQueryParams } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { CampaignState } from '@platform-ops/backstage-plugin-scorecards-common';
import { useMemo } from 'react';
import { CAMPAIGN_STATES_SHOWN } from '../campaigns/campaignWords';

/** What the page of campaigns shows; all of it stands in the URL. */
export function useCampaignsView() {
  const [params, setParams] = useQueryParams();
  const search = params.toString();

  return useMemo(() => {
    const current = new URLSearchParams(search);
    const states = CAMPAIGN_STATES_SHOWN.filter(state =>
      current.getAll('state').includes(state),
    );
    return {
      states,
      toggleState: (state: CampaignState) =>
        setParams({
          state: states.includes(state)
            ? states.filter(other => other !== state)
            : [...states, state],
        }),
      /** The id of the one that is open. */
      opened: current.get('campaign') ?? undefined,
      isStarting: current.get('start') !== null,
      showAll: current.get('show') === 'all',
      cursor: current.get('cursor') ?? undefined,
      setShowAll: (showAll: boolean) =>
        setParams({ show: showAll ? 'all' : undefined, cursor: undefined }),
      setCursor: (cursor: string | undefined) =>
        setParams({ cursor }, { push: true }),
      start: () => setParams({ start: 'yes' }, { push: true }),
      open: (campaign: string | undefined) =>
        setParams(
          { campaign, start: undefined, show: undefined, cursor: undefined },
          { push: true },
        ),
    };
  }, [search, setParams]);
}

export type CampaignsView = ReturnType<typeof useCampaignsView>;
