import { useQueryParams } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { ScorecardsQuery } from '@platform-ops/backstage-plugin-scorecards-react';
import { useMemo } from 'react';

const PAGE_SIZE = 50;

/** Stands in the URL for what belongs to no system. */
export const NO_SYSTEM = 'none';

function orUndefined(values: readonly string[]) {
  return values.length > 0 ? values : undefined;
}

/**
 * What the overview shows. All of it stands in the URL, so that a view can be
 * sent to somebody.
 */
export function useOverviewView() {
  const [params, setParams] = useQueryParams();
  const search = params.toString();

  return useMemo(() => {
    const current = new URLSearchParams(search);
    const list = (name: string) => current.getAll(name).filter(Boolean);
    const owner = list('owner');
    const framework = list('framework');
    const text = current.get('text') ?? '';
    const sort: 'score' | 'title' =
      current.get('sort') === 'title' ? 'title' : 'score';
    const order: 'asc' | 'desc' =
      current.get('order') === 'desc' ? 'desc' : 'asc';
    const narrowed = {
      owner: orUndefined(owner),
      framework: orUndefined(framework),
    };
    const query: ScorecardsQuery = {
      ...narrowed,
      text: text || undefined,
      sort,
      order,
      limit: PAGE_SIZE,
      cursor: current.get('cursor') ?? undefined,
    };
    const searchWith = (cell: { system: string; framework: string } | null) => {
      const next = new URLSearchParams(search);
      next.delete('system');
      next.delete('in');
      if (cell) {
        next.set('system', cell.system);
        next.set('in', cell.framework);
      }
      return next.size > 0 ? `?${next}` : '';
    };
    return {
      owner,
      framework,
      text,
      narrowed,
      query,
      sort: { field: sort, order },
      asTable: current.get('view') === 'table',
      filtered: owner.length > 0 || framework.length > 0 || text !== '',
      /** The cell that is open. */
      opened: {
        system: current.get('system') ?? undefined,
        framework: current.get('in') ?? undefined,
      },
      searchWith,
      setList: (name: 'owner' | 'framework', values: readonly string[]) =>
        setParams({ [name]: values, cursor: undefined }),
      setText: (next: string) => setParams({ text: next, cursor: undefined }),
      setSort: (next: { field: 'score' | 'title'; order: 'asc' | 'desc' }) =>
        setParams({
          sort: next.field === 'score' ? undefined : next.field,
          order: next.order === 'asc' ? undefined : next.order,
          cursor: undefined,
        }),
      setAsTable: (asTable: boolean) =>
        setParams({ view: asTable ? 'table' : undefined, cursor: undefined }),
      setCursor: (cursor: string | undefined) =>
        setParams({ cursor }, { push: true }),
      clear: () =>
        setParams({
          owner: undefined,
          framework: undefined,
          text: undefined,
          cursor: undefined,
        }),
    };
  }, [search, setParams]);
}

export type OverviewView = ReturnType<typeof useOverviewView>;
