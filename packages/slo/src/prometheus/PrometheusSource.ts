import type { SloIndicator } from '../openslo/SloDefinition';
import { WINDOW, windowedQuery } from '../openslo/windowedQuery';
import { SloInputError } from '../SloInputError';

/**
 * PromQL that counts the events of a window; `$window` stands for the window in each
 * expression, and each gives one series without labels of its own.
 *
 * @remarks
 *
 * With `errorRatio` alone nothing is known of the number of events, so there is no guard
 * for low traffic.
 *
 * @public
 */
export type PrometheusSource =
  | { bad: string; total: string }
  | { good: string; total: string }
  | { errorRatio: string; total?: string };

/**
 * The source of an SLO that names its queries.
 *
 * @throws SloInputError for an indicator of the portal, which only the portal can resolve.
 *
 * @public
 */
export function prometheusSource(indicator: SloIndicator): PrometheusSource {
  if (indicator.kind !== 'queries') {
    throw new SloInputError('indicator', indicator.id, 'queries of Prometheus');
  }
  const { good, bad, counter } = indicator;
  const read = (query: string) => {
    const windowed = windowedQuery(query, counter);
    if (!windowed) {
      throw new SloInputError(
        'indicator',
        query,
        `a selector, the sum of one, or a query with ${WINDOW}`,
      );
    }
    return windowed;
  };
  const total = read(indicator.total);
  return bad === undefined
    ? { good: read(good ?? ''), total }
    : { bad: read(bad), total };
}

/** The number of bad events in a window. A series that never was counts as 0. */
export function badExpression(
  source: PrometheusSource & { total: string },
): string {
  const total = `(${source.total})`;
  const none = `0 * ${total}`;
  if ('bad' in source) {
    return `(${source.bad}) or ${none}`;
  }
  return 'good' in source
    ? `clamp_min(${total} - ((${source.good}) or ${none}), 0)`
    : // Nothing by nothing is not a number, and no comparison holds for that.
      `((${source.errorRatio}) >= 0) * ${total} or ${none}`;
}

export function checkSource(source: PrometheusSource): void {
  for (const [field, expression] of Object.entries(source)) {
    if (expression !== undefined && !expression.includes(WINDOW)) {
      throw new SloInputError(
        `source.${field}`,
        expression,
        `an expression with ${WINDOW} for the window`,
      );
    }
  }
}
