import {
  DATA_CLASSIFICATIONS,
  MODEL_SORT_FIELDS,
  MODEL_STAGES,
  RISK_TIERS,
  type ModelFilter,
} from '@platform-ops/backstage-plugin-models-common';
import type { ModelsQuery } from '@platform-ops/backstage-plugin-models-react';
import { useQueryParams } from '@platform-ops/backstage-plugin-platform-ops-react';
import { useMemo } from 'react';

/** The filters that are lists of values, by their names in the URL. */
export const LIST_FILTERS = [
  'stage',
  'task',
  'framework',
  'owner',
  'riskTier',
  'license',
  'registry',
  'system',
  'dataClassification',
] as const;

export type ListFilterField = (typeof LIST_FILTERS)[number];

export const PAGE_SIZE = 25;

/** The values of a URL that we know; others in it are ignored. */
function known<T extends string>(
  values: readonly string[],
  allowed: readonly T[],
): T[] | undefined {
  const kept = allowed.filter(value => values.includes(value));
  return kept.length > 0 ? kept : undefined;
}

function readFilter(params: URLSearchParams): ModelFilter {
  const list = (name: ListFilterField) => {
    const values = params.getAll(name).filter(Boolean);
    return values.length > 0 ? values : undefined;
  };
  const stale = params.get('stale');
  return {
    query: params.get('query') || undefined,
    stage: known(params.getAll('stage'), [...MODEL_STAGES, 'none']),
    riskTier: known(params.getAll('riskTier'), [...RISK_TIERS, 'none']),
    dataClassification: known(
      params.getAll('dataClassification'),
      DATA_CLASSIFICATIONS,
    ),
    task: list('task'),
    framework: list('framework'),
    owner: list('owner'),
    license: list('license'),
    registry: list('registry'),
    system: list('system'),
    stale: stale === 'true' || stale === 'false' ? stale : undefined,
  };
}

function readSort(params: URLSearchParams) {
  const sort = params.get('sort');
  return {
    sort: MODEL_SORT_FIELDS.find(field => field === sort) ?? 'title',
    order: params.get('order') === 'desc' ? 'desc' : 'asc',
  } as const;
}

/**
 * What the models page shows. All of it stands in the URL, so that a view can
 * be kept and sent to somebody.
 */
export function useModelsQuery() {
  const [params, setParams] = useQueryParams();
  const search = params.toString();

  return useMemo(() => {
    const current = new URLSearchParams(search);
    const filter = readFilter(current);
    const sorting = readSort(current);
    const query: ModelsQuery = {
      ...filter,
      ...sorting,
      limit: PAGE_SIZE,
      cursor: current.get('cursor') ?? undefined,
    };
    const clear = Object.fromEntries(
      [...LIST_FILTERS, 'query', 'stale', 'cursor'].map(name => [
        name,
        undefined,
      ]),
    );
    return {
      filter,
      query,
      activeFilters: Object.values(filter).filter(value => value !== undefined)
        .length,
      setQuery: (text: string) => setParams({ query: text, cursor: undefined }),
      setStale: (stale: boolean) =>
        setParams({ stale: stale ? 'true' : undefined, cursor: undefined }),
      setList: (name: ListFilterField, values: readonly string[]) =>
        setParams({ [name]: values, cursor: undefined }),
      toggle: (name: ListFilterField, value: string) => {
        const values = current.getAll(name);
        setParams({
          [name]: values.includes(value)
            ? values.filter(other => other !== value)
            : [...values, value],
          cursor: undefined,
        });
      },
      setSort: (sort: ModelsQuery['sort'], order: ModelsQuery['order']) =>
        setParams({ sort, order, cursor: undefined }),
      setCursor: (cursor: string | undefined) =>
        setParams({ cursor }, { push: true }),
      clear: () => setParams(clear),
    };
  }, [search, setParams]);
}

export type ModelsQueryState = ReturnType<typeof useModelsQuery>;
