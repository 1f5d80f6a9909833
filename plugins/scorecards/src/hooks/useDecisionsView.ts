import { useQueryParams } from '@platform-ops/backstage-plugin-platform-ops-react';
import {
  DECISION_KINDS,
  DECISION_STATES,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type { DecisionsQuery } from '@platform-ops/backstage-plugin-scorecards-react';
import { useMemo } from 'react';

const PAGE_SIZE = 50;

function orUndefined<T>(values: readonly T[]) {
  return values.length > 0 ? values : undefined;
}

/**
 * What the page of approvals shows. All of it stands in the URL, so that a view
 * can be sent to somebody.
 */
export function useDecisionsView() {
  const [params, setParams] = useQueryParams();
  const search = params.toString();

  return useMemo(() => {
    const current = new URLSearchParams(search);
    const state = DECISION_STATES.filter(known =>
      current.getAll('state').includes(known),
    );
    const kind = DECISION_KINDS.filter(known =>
      current.getAll('kind').includes(known),
    );
    const framework = current.getAll('framework').filter(Boolean);
    const query: DecisionsQuery = {
      state: orUndefined(state),
      kind: orUndefined(kind),
      framework: orUndefined(framework),
      limit: PAGE_SIZE,
      cursor: current.get('cursor') ?? undefined,
    };
    return {
      /** All decisions, in place of what waits for the viewer. */
      all: current.get('view') === 'all',
      state,
      kind,
      framework,
      query,
      filtered: state.length + kind.length + framework.length > 0,
      setAll: (all: boolean) =>
        setParams({ view: all ? 'all' : undefined }, { push: true }),
      setList: (
        name: 'state' | 'kind' | 'framework',
        values: readonly string[],
      ) => setParams({ [name]: values, cursor: undefined }),
      setCursor: (cursor: string | undefined) =>
        setParams({ cursor }, { push: true }),
      clear: () =>
        setParams({
          state: undefined,
          kind: undefined,
          framework: undefined,
          cursor: undefined,
        }),
    };
  }, [search, setParams]);
}

export type DecisionsView = ReturnType<typeof useDecisionsView>;
