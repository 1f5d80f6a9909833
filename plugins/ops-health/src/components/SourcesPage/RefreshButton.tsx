import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button } from '@backstage/ui';
import {
  opsHealthSourceRefreshPermission,
  type HealthSource,
} from '@platform-ops/backstage-plugin-ops-health-common';
import { opsHealthApiRef } from '@platform-ops/backstage-plugin-ops-health-react';
import { RiRefreshLine } from '@remixicon/react';
import { useState } from 'react';

/** Asks for a refresh; only for those who may. */
export function RefreshButton(props: {
  source: HealthSource;
  onAsked: () => void;
}) {
  const { source, onAsked } = props;
  const api = useApi(opsHealthApiRef);
  const toasts = useApi(toastApiRef);
  const { allowed } = usePermission({
    permission: opsHealthSourceRefreshPermission,
  });
  const [asking, setAsking] = useState(false);

  const refresh = async () => {
    setAsking(true);
    try {
      await api.refreshSource(source.id);
      toasts.post({
        status: 'success',
        title: `${source.title} is being asked`,
      });
      onAsked();
    } catch (error) {
      toasts.post({
        status: 'danger',
        title: `The refresh of ${source.title} was not started`,
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
      onPress={refresh}
    >
      Refresh now
    </Button>
  );
}
