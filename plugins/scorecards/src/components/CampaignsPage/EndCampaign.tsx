import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import {
  scorecardsCampaignManagePermission,
  type Campaign,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { scorecardsApiRef } from '@platform-ops/backstage-plugin-scorecards-react';
import { useState } from 'react';
import { describeProgress } from '../../campaigns/campaignWords';

/** Ends a campaign, after it was said what that does; for those who may. */
export function EndCampaign(props: {
  campaign: Campaign;
  onEnded: () => void;
}) {
  const { campaign, onEnded } = props;
  const api = useApi(scorecardsApiRef);
  const toasts = useApi(toastApiRef);
  const { allowed } = usePermission({
    permission: scorecardsCampaignManagePermission,
  });
  const [isOpen, setOpen] = useState(false);
  const [isEnding, setEnding] = useState(false);

  const end = async () => {
    setEnding(true);
    try {
      await api.endCampaign(campaign.id);
      setOpen(false);
      onEnded();
    } catch (error) {
      toasts.post({
        status: 'danger',
        title: `${campaign.title} was not ended`,
        description: error instanceof Error ? error.message : undefined,
      });
    } finally {
      setEnding(false);
    }
  };

  if (!allowed) {
    return null;
  }
  return (
    <>
      <Button variant="secondary" size="small" onPress={() => setOpen(true)}>
        End…
      </Button>
      {isOpen && (
        <Dialog isOpen onOpenChange={setOpen} width={480}>
          <DialogHeader>End {campaign.title}?</DialogHeader>
          <DialogBody>
            <Text as="p" variant="body-medium">
              Nobody is reminded any more, and it cannot be started again. It
              stays in the list. {describeProgress(campaign.progress)}.
            </Text>
          </DialogBody>
          <DialogFooter>
            <Button variant="primary" isPending={isEnding} onPress={end}>
              End the campaign
            </Button>
            <Button variant="secondary" onPress={() => setOpen(false)}>
              Keep it
            </Button>
          </DialogFooter>
        </Dialog>
      )}
    </>
  );
}
