import { useApi } from '@backstage/frontend-plugin-api';
import { Switch, Text } from '@backstage/ui';
import {
  EntityLink,
  LoadFailure,
  Pager,
  Panel,
  SkeletonLines,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type {
  Campaign,
  CampaignEntitiesResponse,
} from '@platform-ops/backstage-plugin-scorecards-common';
import {
  scorecardsApiRef,
  useScorecardsSignal,
} from '@platform-ops/backstage-plugin-scorecards-react';
import { countOf } from '../../controls/countWords';
import type { CampaignsView } from '../../hooks/useCampaignsView';
import { CampaignEntity } from './CampaignEntity';
import styles from './CampaignEntities.module.css';

const PAGE_SIZE = 50;
const SKELETON_LINES = 6;

type Item = CampaignEntitiesResponse['items'][number];

function byOwner(items: readonly Item[]): Array<[string, Item[]]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const owner = item.owner ?? '';
    groups.set(owner, [...(groups.get(owner) ?? []), item]);
  }
  return [...groups];
}

/** Who has what open. */
export function CampaignEntities(props: {
  campaign: Campaign;
  view: CampaignsView;
}) {
  const { campaign, view } = props;
  const api = useApi(scorecardsApiRef);
  const page = {
    show: view.showAll ? ('all' as const) : ('open' as const),
    limit: PAGE_SIZE,
    cursor: view.cursor,
  };
  const { value, error, reload } = useLoad(
    JSON.stringify([campaign.id, page]),
    () => api.listCampaignEntities(campaign.id, page),
    { keepPrevious: true },
  );
  useScorecardsSignal(reload);
  return (
    <Panel
      title={view.showAll ? 'All entities' : 'What is open, by owner'}
      action={
        <Switch
          label="Also what is met"
          isSelected={view.showAll}
          onChange={view.setShowAll}
        />
      }
    >
      <div className={styles.body}>
        {error && (
          <LoadFailure
            what="the entities of this campaign"
            error={error}
            onRetry={reload}
          />
        )}
        {!error && !value && (
          <SkeletonLines lines={SKELETON_LINES} label="Loading the entities" />
        )}
        {value?.items.length === 0 && (
          <Text as="p" variant="body-medium">
            {view.showAll
              ? 'It concerns nothing that you may see.'
              : 'Nothing is open of what you may see.'}
          </Text>
        )}
        {byOwner(value?.items ?? []).map(([owner, items]) => (
          <section key={owner} className={styles.group}>
            <Text as="h3" variant="body-medium" weight="bold">
              {owner ? <EntityLink entityRef={owner} /> : 'No owner'}
            </Text>
            <ul className={styles.entities}>
              {items.map(item => (
                <CampaignEntity
                  key={item.entityRef}
                  item={item}
                  frameworkId={campaign.frameworkId}
                />
              ))}
            </ul>
          </section>
        ))}
        {value && value.totalItems > 0 && (
          <Pager
            cursor={view.cursor}
            nextCursor={value.nextCursor}
            summary={countOf(value.totalItems, 'entity', 'entities')}
            onCursor={view.setCursor}
          />
        )}
      </div>
    </Panel>
  );
}
