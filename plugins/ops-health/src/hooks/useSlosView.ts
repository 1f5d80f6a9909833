import type {
  Slo,
  SloState,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type { SlosQuery } from '@platform-ops/backstage-plugin-ops-health-react';
import { useQueryParams } from '@platform-ops/backstage-plugin-platform-ops-react';
import { useMemo } from 'react';
import { SLO_STATES } from '../slo/sloWords';

const PAGE_SIZE = 50;

/**
 * What the page of objectives shows. All of it stands in the URL, so that a
 * view can be sent to somebody.
 */
export function useSlosView() {
  const [params, setParams] = useQueryParams();
  const search = params.toString();

  return useMemo(() => {
    const current = new URLSearchParams(search);
    const states = SLO_STATES.filter(state =>
      current.getAll('state').includes(state),
    );
    const text = current.get('text') ?? '';
    const entityRef = current.get('entity');
    const id = current.get('slo');
    const query: SlosQuery = {
      state: states.length > 0 ? states : undefined,
      text: text || undefined,
      limit: PAGE_SIZE,
      cursor: current.get('cursor') ?? undefined,
    };
    const searchWith = (slo: Pick<Slo, 'id' | 'entityRef'> | undefined) => {
      const next = new URLSearchParams(search);
      next.delete('entity');
      next.delete('slo');
      if (slo) {
        next.set('entity', slo.entityRef);
        next.set('slo', slo.id);
      }
      return next.size > 0 ? `?${next}` : '';
    };
    return {
      states,
      text,
      query,
      filtered: states.length > 0 || text !== '',
      /** The one that is shown in full. */
      opened: entityRef && id ? { entityRef, id } : undefined,
      searchWith,
      setStates: (next: readonly SloState[]) =>
        setParams({ state: next, cursor: undefined }),
      setText: (next: string) => setParams({ text: next, cursor: undefined }),
      setCursor: (cursor: string | undefined) =>
        setParams({ cursor }, { push: true }),
      clear: () =>
        setParams({ state: undefined, text: undefined, cursor: undefined }),
    };
  }, [search, setParams]);
}

export type SlosView = ReturnType<typeof useSlosView>;
