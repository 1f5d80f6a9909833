import { useApi } from '@backstage/frontend-plugin-api';
import type { ListQualityResponse } from '@platform-ops/backstage-plugin-ops-health-common';
import {
  opsHealthApiRef,
  useHealthSignal,
} from '@platform-ops/backstage-plugin-ops-health-react';
import {
  useLoad,
  type Loaded,
} from '@platform-ops/backstage-plugin-platform-ops-react';

const MOST_SERIES = 200;

/** What was reported of how well an entity predicts. */
export function useQuality(entityRef: string): Loaded<ListQualityResponse> {
  const api = useApi(opsHealthApiRef);
  const loaded = useLoad(entityRef, () =>
    api.listQuality({ entityRef, limit: MOST_SERIES }),
  );
  useHealthSignal(loaded.reload);
  return loaded;
}
