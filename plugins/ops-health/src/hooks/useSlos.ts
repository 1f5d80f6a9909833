import { useApi } from '@backstage/frontend-plugin-api';
import type { ListSlosResponse } from '@platform-ops/backstage-plugin-ops-health-common';
import {
  opsHealthApiRef,
  type SlosQuery,
} from '@platform-ops/backstage-plugin-ops-health-react';
import {
  useLoad,
  type Loaded,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useLive } from './useLive';

/** Objectives and how they stand, read again while the page is live. */
export function useSlos(
  query: SlosQuery,
  live: boolean = true,
): Loaded<ListSlosResponse> {
  const api = useApi(opsHealthApiRef);
  const loaded = useLoad(JSON.stringify(query), () => api.listSlos(query), {
    keepPrevious: true,
  });
  useLive(loaded.reload, live);
  return loaded;
}
