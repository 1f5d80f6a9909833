import { InputError } from '@backstage/errors';
import type {
  MetricSource,
  RawRangeRequest,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { nameParts } from './nameParts';

type Points = Array<[number, number]>;

/** The course of an indicator, and of the series that it is the highest of. */
export interface Course {
  points: Points;
  parts?: Array<{ name: string; points: Points }>;
}

/** As many lines as a chart can tell apart. */
const MOST_PARTS = 8;

/**
 * Reads the course of a query that a person defined for one entity.
 *
 * @param dimension - As in `OwnIndicator`.
 */
export async function readOwnCourse(
  source: MetricSource,
  request: RawRangeRequest,
  dimension: string | undefined,
  signal: AbortSignal,
): Promise<Course> {
  if (!source.queryRawRange) {
    throw new InputError(
      `The source '${source.id}' of type ${source.type} cannot tell the course of a query`,
    );
  }
  const { series } = await source.queryRawRange(request, { signal });
  if (series.length <= 1) {
    return { points: series[0]?.points ?? [] };
  }
  if (dimension === undefined) {
    throw new InputError(
      `The query gives ${series.length} series where one is expected: add them up, e.g. with sum(…)`,
    );
  }
  const highest = new Map<number, number>();
  for (const [time, value] of series.flatMap(({ points }) => points)) {
    highest.set(time, Math.max(value, highest.get(time) ?? -Infinity));
  }
  const { names } = nameParts(
    series.map(({ labels }) => labels),
    dimension,
  );
  return {
    points: [...highest].sort(([a], [b]) => a - b),
    parts: series
      .map(({ points }, index) => ({ name: names[index], points }))
      .sort((a, b) => lastOf(b.points) - lastOf(a.points))
      .slice(0, MOST_PARTS),
  };
}

function lastOf(points: Points): number {
  return points.at(-1)?.[1] ?? -Infinity;
}
