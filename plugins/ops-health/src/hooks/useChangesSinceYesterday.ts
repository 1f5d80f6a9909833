import { useApi } from '@backstage/frontend-plugin-api';
import { opsHealthApiRef } from '@platform-ops/backstage-plugin-ops-health-react';
import { useLoad } from '@platform-ops/backstage-plugin-platform-ops-react';

const DAY_MS = 24 * 3_600_000;

/** What changed of all in the last day. */
export function useChangesSinceYesterday(limit: number) {
  const api = useApi(opsHealthApiRef);
  return useLoad(`changes of a day ${limit}`, () =>
    api.listChanges({
      from: new Date(Date.now() - DAY_MS).toISOString(),
      limit,
    }),
  );
}
