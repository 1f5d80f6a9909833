import { setImmediate as nextTurn } from 'node:timers/promises';
import type {
  EvaluateRequest,
  MetricExpression,
  MetricRow,
} from '@platform-ops/backstage-plugin-ops-health-node';
import type { Series } from './client/toSeries';
import { ENVIRONMENT_LABEL } from './promql/environments';
import { takersOfCompiled, takersOfRaw } from './takers';

interface Rows {
  rows: MetricRow[];
  warnings: string[];
}

/** Clocks of servers and of the portal may differ by this. */
const FUTURE_MILLISECONDS = 60_000;
/** How far back Prometheus looks for a sample. */
const LOOKBACK_MILLISECONDS = 5 * 60_000;
/** Then others get their turn. */
const SERIES_PER_TURN = 5_000;

/**
 * The rows of an answer to `compileInstant`. What is not a number is no row,
 * nor what is of another time than asked for.
 */
export async function toRows(
  series: Series[],
  request: EvaluateRequest,
): Promise<Rows> {
  const { expression, groupings, at, windowMs } = request;
  const oldest = at.getTime() - LOOKBACK_MILLISECONDS - windowMs;
  const newest = at.getTime() + FUTURE_MILLISECONDS;
  const takersOf =
    expression.kind === 'raw'
      ? takersOfRaw(groupings)
      : takersOfCompiled(groupings);
  const rows: MetricRow[] = [];
  let old = 0;
  let future = 0;
  let noNumber = 0;

  for (const [index, { labels, samples }] of series.entries()) {
    if (index % SERIES_PER_TURN === 0) {
      await nextTurn();
    }
    const [time, value] = samples.at(-1)!;
    if (time < oldest) {
      old++;
    } else if (time > newest) {
      future++;
    } else if (Number.isFinite(value)) {
      const environment =
        labels[ENVIRONMENT_LABEL] || request.environments.fallback;
      for (const { id, take } of takersOf(labels)) {
        const taken = take(labels);
        if (taken) {
          rows.push({ grouping: id, labels: taken, environment, value });
        }
      }
    } else if (!isWithoutEvents(expression, value)) {
      noNumber++;
    }
  }
  const warnings = [
    leftOut(old, 'too old'),
    leftOut(
      future,
      'of the future: look at the clocks of the source and the portal',
    ),
    leftOut(noNumber, 'NaN or infinite'),
  ].filter(text => text !== undefined);
  return withoutAmbiguous({ rows, warnings }, expression);
}

/** What divides by a number of events has no value where there were none. */
function isWithoutEvents({ kind }: MetricExpression, value: number): boolean {
  return (
    Number.isNaN(value) &&
    (kind === 'ratio' ||
      kind === 'quantile' ||
      kind === 'mean' ||
      kind === 'share' ||
      kind === 'raw')
  );
}

function leftOut(count: number, because: string): string | undefined {
  switch (count) {
    case 0:
      return undefined;
    case 1:
      return `1 value is left out because it is ${because}`;
    default:
      return `${count} values are left out because they are ${because}`;
  }
}

/**
 * Of two values for one thing none is better. The same one twice is harmless,
 * unless a query that we did not write may mean two things by it.
 */
async function withoutAmbiguous(
  { rows, warnings }: Rows,
  { kind }: MetricExpression,
): Promise<Rows> {
  const byKey = new Map<string, MetricRow[]>();
  for (const [index, row] of rows.entries()) {
    if (index % SERIES_PER_TURN === 0) {
      await nextTurn();
    }
    const key = JSON.stringify([row.grouping, row.labels, row.environment]);
    const same = byKey.get(key);
    if (!same) {
      byKey.set(key, [row]);
    } else if (
      kind === 'raw' ||
      same.every(({ value }) => value !== row.value)
    ) {
      same.push(row);
    }
  }
  const groups = [...byKey.values()];
  const ambiguous = groups.filter(group => group.length > 1);
  const [first] = ambiguous;
  if (!first) {
    return { rows: groups.flat(), warnings };
  }
  const others =
    ambiguous.length > 1
      ? ` and several for ${ambiguous.length - 1} others`
      : '';
  const advice =
    kind === 'raw'
      ? `add them up by the labels that matter, e.g. sum by (${Object.keys(
          first[0].labels,
        ).join(', ')}) (…)`
      : 'what is asked may mix the answers of several servers';
  return {
    rows: groups.filter(group => group.length === 1).flat(),
    warnings: [
      ...warnings,
      `The ${kind === 'raw' ? 'query' : 'source'} gives ${
        first.length
      } values for ${describeLabels(
        first[0].labels,
      )}${others}, which are left out: ${advice}`,
    ],
  };
}

function describeLabels(labels: Record<string, string>): string {
  return Object.entries(labels)
    .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
    .join(', ');
}
