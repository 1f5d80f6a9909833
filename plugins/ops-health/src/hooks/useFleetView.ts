import {
  HEALTH_STATES,
  type HealthState,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type { HealthQuery } from '@platform-ops/backstage-plugin-ops-health-react';
import { useQueryParams } from '@platform-ops/backstage-plugin-platform-ops-react';
import { useMemo } from 'react';

const PAGE_SIZE = 50;

/** What of the fleet is shown. */
export interface FleetFilter {
  state: readonly HealthState[];
  system: readonly string[];
  owner: readonly string[];
  kind: readonly string[];
  text: string;
}

function orUndefined(values: readonly string[]) {
  return values.length > 0 ? values : undefined;
}

/**
 * What the fleet page shows. All of it stands in the URL, so that a view can be
 * sent to somebody.
 */
export function useFleetView() {
  const [params, setParams] = useQueryParams();
  const search = params.toString();

  return useMemo(() => {
    const current = new URLSearchParams(search);
    const list = (name: string) => current.getAll(name).filter(Boolean);
    const states = HEALTH_STATES.filter(state =>
      current.getAll('state').includes(state),
    );
    const filter: FleetFilter = {
      state: states,
      system: list('system'),
      owner: list('owner'),
      kind: list('kind'),
      text: current.get('text') ?? '',
    };
    const sort: 'state' | 'title' =
      current.get('sort') === 'title' ? 'title' : 'state';
    const query: HealthQuery = {
      state: states.length > 0 ? states : undefined,
      system: orUndefined(filter.system),
      owner: orUndefined(filter.owner),
      kind: orUndefined(filter.kind),
      text: filter.text || undefined,
      sort,
      limit: PAGE_SIZE,
      cursor: current.get('cursor') ?? undefined,
    };
    return {
      filter,
      query,
      sort,
      asTable: current.get('view') === 'table',
      filtered: [
        filter.state,
        filter.system,
        filter.owner,
        filter.kind,
        filter.text,
      ].some(({ length }) => length > 0),
      toggleState: (state: HealthState) =>
        setParams({
          state: states.includes(state)
            ? states.filter(other => other !== state)
            : [...states, state],
          cursor: undefined,
        }),
      setText: (text: string) => setParams({ text, cursor: undefined }),
      setList: (name: 'system' | 'owner' | 'kind', values: readonly string[]) =>
        setParams({ [name]: values, cursor: undefined }),
      setSort: (next: 'state' | 'title') =>
        setParams({
          sort: next === 'state' ? undefined : next,
          cursor: undefined,
        }),
      setAsTable: (asTable: boolean) =>
        setParams({ view: asTable ? 'table' : undefined, cursor: undefined }),
      setCursor: (cursor: string | undefined) =>
        setParams({ cursor }, { push: true }),
      clear: () =>
        setParams({
          state: undefined,
          system: undefined,
          owner: undefined,
          kind: undefined,
          text: undefined,
          cursor: undefined,
        }),
    };
  }, [search, setParams]);
}

export type FleetView = ReturnType<typeof useFleetView>;
