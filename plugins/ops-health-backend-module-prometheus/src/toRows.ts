import { setImmediate as nextTurn } from 'node:timers/promises';
import type {
  EvaluateRequest,
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
    }
  }
  const warnings = [
    old && `${old} values are left out because they are too old`,
    future &&
      `${future} values are left out because they are of the future: look at the clocks of the source and the portal`,
  ].filter(text => typeof text === 'string');
  // Only a query that we did not write can tell two values for one thing.
  return expression.kind === 'raw'
    ? withoutAmbiguous({ rows, warnings })
    : { rows, warnings };
}

function withoutAmbiguous({ rows, warnings }: Rows): Rows {
  const byKey = new Map<string, MetricRow[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.grouping, row.labels, row.environment]);
    const same = byKey.get(key);
    if (same) {
      same.push(row);
    } else {
      byKey.set(key, [row]);
    }
  }
  const groups = [...byKey.values()];
  const ambiguous = groups.filter(group => group.length > 1);
  const [first] = ambiguous;
  return {
    rows: groups.filter(group => group.length === 1).flat(),
    warnings: first
      ? [
          ...warnings,
          `The query gives ${first.length} values for ${describeLabels(
            first[0].labels,
          )}${
            ambiguous.length > 1
              ? ` and several for ${ambiguous.length - 1} others`
              : ''
          }, which are left out: add them up by the labels that matter, e.g. sum by (${Object.keys(
            first[0].labels,
          ).join(', ')}) (…)`,
        ]
      : warnings,
  };
}

function describeLabels(labels: Record<string, string>): string {
  return Object.entries(labels)
    .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
    .join(', ');
}
