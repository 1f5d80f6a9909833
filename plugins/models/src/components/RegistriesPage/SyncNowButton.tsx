import { useApi } from '@backstage/frontend-plugin-api';
import {
  modelsRegistrySyncPermission,
  type ModelRegistryStatus,
} from '@platform-ops/backstage-plugin-models-common';
import { modelsApiRef } from '@platform-ops/backstage-plugin-models-react';
import { AskButton } from '@platform-ops/backstage-plugin-platform-ops-react';
import { RiRefreshLine } from '@remixicon/react';

/** Asks for a sync; only for those who may. */
export function SyncNowButton(props: {
  registry: ModelRegistryStatus;
  onSynced: () => void;
}) {
  const { registry, onSynced } = props;
  const api = useApi(modelsApiRef);
  return (
    <AskButton
      permission={modelsRegistrySyncPermission}
      label={registry.progress ? 'Syncing' : 'Sync now'}
      icon={<RiRefreshLine />}
      isDisabled={Boolean(registry.progress)}
      ask={async () => {
        await api.syncRegistry(registry.id);
        onSynced();
      }}
      failure={`The sync of ${registry.title} was not started`}
    />
  );
}
