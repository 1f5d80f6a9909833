import {
  HEALTH_CHANGE_KINDS,
  type HealthChangeKind,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  useQueryParams,
  useTimeRange,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useMemo } from 'react';
import { COMPARISONS, type Comparison } from '../series/comparison';

const USUAL_RANGE = { from: 'now-6h', to: 'now' };

/**
 * What the health tab shows. All of it stands in the URL, so that a view can be
 * sent to somebody.
 */
export function useHistoryView(environments: readonly string[]) {
  const [params, setParams] = useQueryParams();
  const [range, setRange] = useTimeRange(USUAL_RANGE);
  const asked = params.get('environment');
  const compare = params.get('compare');
  const kinds = params.getAll('change').join();
  const changeKinds = useMemo(
    () => HEALTH_CHANGE_KINDS.filter(kind => kinds.split(',').includes(kind)),
    [kinds],
  );
  return {
    range,
    setRange,
    environment: environments.find(name => name === asked) ?? environments[0],
    setEnvironment: (environment: string) => setParams({ environment }),
    comparison: COMPARISONS.find(name => name === compare),
    setComparison: (comparison: Comparison | undefined) =>
      setParams({ compare: comparison }),
    changeKinds,
    toggleChangeKind: (kind: HealthChangeKind) =>
      setParams({
        change: changeKinds.includes(kind)
          ? changeKinds.filter(other => other !== kind)
          : [...changeKinds, kind],
      }),
    asTable: params.get('view') === 'table',
    setAsTable: (asTable: boolean) =>
      setParams({ view: asTable ? 'table' : undefined }),
  };
}

export type HistoryView = ReturnType<typeof useHistoryView>;
