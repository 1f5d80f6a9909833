import {
  AppLink,
  EntityLink,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { CampaignEntitiesResponse } from '@platform-ops/backstage-plugin-scorecards-common';
import {
  shownVerdict,
  VerdictBadge,
} from '@platform-ops/backstage-plugin-scorecards-react';
import { useCompliancePath } from '../../hooks/useCompliancePath';
import styles from './CampaignEntities.module.css';

/** An entity of a campaign with the controls that are open. */
export function CampaignEntity(props: {
  item: CampaignEntitiesResponse['items'][number];
  frameworkId: string;
}) {
  const { item, frameworkId } = props;
  const pathOf = useCompliancePath();
  return (
    <li>
      <EntityLink
        entityRef={item.entityRef}
        title={item.title}
        tab="compliance"
      />
      <span>
        {item.met.toLocaleString('en')} of {item.total.toLocaleString('en')} met
      </span>
      <ul className={styles.controls}>
        {item.open.map(control => (
          <li key={control.id}>
            <VerdictBadge verdict={shownVerdict(control)} />
            {pathOf ? (
              <AppLink
                to={pathOf(item.entityRef, frameworkId, control.id)}
                variant="body-small"
              >
                {control.title}
              </AppLink>
            ) : (
              control.title
            )}
          </li>
        ))}
      </ul>
    </li>
  );
}
