import { useApi } from '@backstage/frontend-plugin-api';
import { opsHealthApiRef } from '@platform-ops/backstage-plugin-ops-health-react';
import { useLoad } from '@platform-ops/backstage-plugin-platform-ops-react';
import { useLive } from './useLive';

export const MOST_RECENT_CHANGES = 100;

/** What changed of all in the last half hour, which is what the API tells unless told. */
export function useRecentChanges() {
  const api = useApi(opsHealthApiRef);
  const loaded = useLoad('recent changes', () =>
    api.listChanges({ limit: MOST_RECENT_CHANGES }),
  );
  useLive(loaded.reload, true);
  return loaded;
}
