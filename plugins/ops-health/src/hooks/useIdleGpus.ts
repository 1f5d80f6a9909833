import { useApi } from '@backstage/frontend-plugin-api';
import type { ListIdleGpusResponse } from '@platform-ops/backstage-plugin-ops-health-common';
import {
  opsHealthApiRef,
  type IdleGpusQuery,
} from '@platform-ops/backstage-plugin-ops-health-react';
import {
  useInterval,
  useLoad,
  type Loaded,
} from '@platform-ops/backstage-plugin-platform-ops-react';

/** It is judged by the hour. */
const RENEW_MILLISECONDS = 5 * 60_000;

/** GPUs that hardly worked over the last day, the dearest first. */
export function useIdleGpus(
  query: IdleGpusQuery,
): Loaded<ListIdleGpusResponse> {
  const api = useApi(opsHealthApiRef);
  const loaded = useLoad(JSON.stringify(query), () => api.listIdleGpus(query), {
    keepPrevious: true,
  });
  useInterval(loaded.reload, RENEW_MILLISECONDS);
  return loaded;
}
