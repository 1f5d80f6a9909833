import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button } from '@backstage/ui';
import {
  modelsRegistrySyncPermission,
  type ModelRegistryStatus,
} from '@platform-ops/backstage-plugin-models-common';
import { modelsApiRef } from '@platform-ops/backstage-plugin-models-react';
import { RiRefreshLine } from '@remixicon/react';
import { useState } from 'react';

/** Asks for a sync; only for those who may. */
export function SyncNowButton(props: {
  registry: ModelRegistryStatus;
  onSynced: () => void;
}) {
  const { registry, onSynced } = props;
  const api = useApi(modelsApiRef);
  const toasts = useApi(toastApiRef);
  const { allowed } = usePermission({
    permission: modelsRegistrySyncPermission,
  });
  const [asking, setAsking] = useState(false);

  const sync = async () => {
    setAsking(true);
    try {
      await api.syncRegistry(registry.id);
      onSynced();
    } catch (error) {
      toasts.post({
        status: 'danger',
        title: `The sync of ${registry.title} was not started`,
        description: error instanceof Error ? error.message : undefined,
      });
    } finally {
      setAsking(false);
    }
  };

  if (!allowed) {
    return null;
  }
  return (
    <Button
      variant="secondary"
      size="small"
      iconStart={<RiRefreshLine />}
      isPending={asking}
      isDisabled={Boolean(registry.progress)}
      onPress={sync}
    >
      {registry.progress ? 'Syncing' : 'Sync now'}
    </Button>
  );
}
