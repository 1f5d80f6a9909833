import { useApi } from '@backstage/frontend-plugin-api';
import {
  opsHealthSourceRefreshPermission,
  type HealthSource,
} from '@platform-ops/backstage-plugin-ops-health-common';
import { opsHealthApiRef } from '@platform-ops/backstage-plugin-ops-health-react';
import { AskButton } from '@platform-ops/backstage-plugin-platform-ops-react';
import { RiRefreshLine } from '@remixicon/react';

/** Asks for a refresh; only for those who may. */
export function RefreshButton(props: {
  source: HealthSource;
  onAsked: () => void;
}) {
  const { source, onAsked } = props;
  const api = useApi(opsHealthApiRef);
  return (
    <AskButton
      permission={opsHealthSourceRefreshPermission}
      label="Refresh now"
      icon={<RiRefreshLine />}
      ask={async () => {
        await api.refreshSource(source.id);
        onAsked();
      }}
      success={`${source.title} is being asked`}
      failure={`The refresh of ${source.title} was not started`}
    />
  );
}
