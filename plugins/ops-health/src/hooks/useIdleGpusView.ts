import type { IdleGpusQuery } from '@platform-ops/backstage-plugin-ops-health-react';
import { useQueryParams } from '@platform-ops/backstage-plugin-platform-ops-react';
import { useMemo } from 'react';

const PAGE_SIZE = 50;

/**
 * What the page of idle GPUs shows. All of it stands in the URL, so that a view
 * can be sent to somebody.
 */
export function useIdleGpusView() {
  const [params, setParams] = useQueryParams();
  const search = params.toString();

  return useMemo(() => {
    const current = new URLSearchParams(search);
    const owners = current.getAll('owner').filter(Boolean);
    const query: IdleGpusQuery = {
      owner: owners.length > 0 ? owners : undefined,
      limit: PAGE_SIZE,
      cursor: current.get('cursor') ?? undefined,
    };
    return {
      owners,
      query,
      setOwners: (next: readonly string[]) =>
        setParams({ owner: next, cursor: undefined }),
      setCursor: (cursor: string | undefined) =>
        setParams({ cursor }, { push: true }),
    };
  }, [search, setParams]);
}

export type IdleGpusView = ReturnType<typeof useIdleGpusView>;
