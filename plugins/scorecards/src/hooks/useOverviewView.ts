import { useQueryParams } from '@platform-ops/backstage-plugin-platform-ops-react';
import type {
  MatrixFilter,
  ScorecardsQuery,
} from '@platform-ops/backstage-plugin-scorecards-react';
import { useMemo } from 'react';

const PAGE_SIZE = 50;
const MATRIX_ROWS = 100;

/** Stands in the URL, and in queries, for what has no system or owner. */
export const NO_GROUP = 'none';

const GROUPS = ['system', 'owner', 'kind'] as const;

/** What the rows of the matrix can be. */
export type MatrixGroup = (typeof GROUPS)[number];

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
    const by = GROUPS.find(group => group === current.get('by')) ?? 'system';
    const narrowed = {
      owner: orUndefined(owner),
      framework: orUndefined(framework),
      text: text || undefined,
      cursor: current.get('cursor') ?? undefined,
    };
    const query: ScorecardsQuery = {
      ...narrowed,
      sort,
      order,
      limit: PAGE_SIZE,
    };
    const matrixFilter: MatrixFilter = { ...narrowed, by, limit: MATRIX_ROWS };
    const searchWith = (cell: { row: string; framework: string } | null) => {
      const next = new URLSearchParams(search);
      next.delete('row');
      next.delete('in');
      if (cell) {
        next.set('row', cell.row);
        next.set('in', cell.framework);
      }
      return next.size > 0 ? `?${next}` : '';
    };
    return {
      owner,
      framework,
      text,
      by,
      query,
      matrixFilter,
      sort: { field: sort, order },
      asTable: current.get('view') === 'table',
      filtered: owner.length > 0 || framework.length > 0 || text !== '',
      /** The cell that is open. */
      opened: {
        row: current.get('row') ?? undefined,
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
      setBy: (next: MatrixGroup) =>
        setParams({
          by: next === 'system' ? undefined : next,
          row: undefined,
          in: undefined,
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
