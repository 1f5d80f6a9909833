import { Container } from '@backstage/ui';
import { useCampaignsView } from '../../hooks/useCampaignsView';
import { CampaignList } from './CampaignList';
import { OpenedCampaign } from './OpenedCampaign';
import { StartCampaign } from './StartCampaign';
import styles from './CampaignsPage.module.css';

/** What somebody wants to be met by a date, and how far it is. */
export function CampaignsPage() {
  const view = useCampaignsView();
  return (
    <Container className={styles.page}>
      {view.isStarting && <StartCampaign view={view} />}
      {!view.isStarting && view.opened && (
        <OpenedCampaign
          key={view.opened}
          campaignId={view.opened}
          view={view}
        />
      )}
      {!view.isStarting && !view.opened && <CampaignList view={view} />}
    </Container>
  );
}
