import { useCallback, useMemo } from 'react';
import { useQueryParams } from '../navigation';
import { resolveTimeRange, type TimeRange } from './timeRange';

/**
 * The time range of the page, which stands in its URL as
 * `from=now-6h&to=now`. What cannot be read there gives the usual one.
 *
 * @param usual - The range without one in the URL; keep its identity.
 * @public
 */
export function useTimeRange(
  usual: TimeRange,
): [TimeRange, (range: TimeRange) => void] {
  const [params, setParams] = useQueryParams();
  const from = params.get('from') ?? usual.from;
  const to = params.get('to') ?? usual.to;
  const range = useMemo(
    () => (resolveTimeRange({ from, to }) ? { from, to } : usual),
    [from, to, usual],
  );
  // The way back through zooms is the browser's.
  const setRange = useCallback(
    (next: TimeRange) =>
      setParams({ from: next.from, to: next.to }, { push: true }),
    [setParams],
  );
  return [range, setRange];
}
