import type { CollectedFact } from '@platform-ops/backstage-plugin-scorecards-node';
import { BUILD_VALID_MS, SCAN_VALID_MS } from '../factTypes';
import type { PushedResult, ScanTarget } from '../PushedResult';
import { addScans, oldest, sum } from '../summaries/addUp';

const MOST_NAMED = 5;

/** Which scan says of a part that somebody looked for weaknesses in it. */
const OF_MODEL: ReadonlySet<ScanTarget | undefined> = new Set(['model']);
const OF_COMPONENT: ReadonlySet<ScanTarget | undefined> = new Set([
  'dependencies',
  'image',
]);

/** A component or model of a system. */
export interface Part {
  ref: string;
  isModel: boolean;
  /** The last of each tool. */
  results: PushedResult[];
}

/**
 * What the results of its parts say of a system; nothing where it has none.
 */
export function toSystemFacts(
  entityRef: string,
  parts: Part[],
  now: Date,
): CollectedFact[] {
  const components = parts.filter(({ isModel }) => !isModel);
  const about = (of: Part[]) => ({
    entityRef,
    source: 'Results of pipelines',
    query: `all that was pushed to POST /api/scorecards/results about ${of.length} parts of ${entityRef}`,
    population: of.length,
  });
  return [
    ...(parts.length > 0
      ? [
          {
            ...about(parts),
            type: 'ciSystem.scans',
            value: describeScans(parts, now),
          },
        ]
      : []),
    ...(components.length > 0
      ? [
          {
            ...about(components),
            type: 'ciSystem.components',
            value: describeLists(components, now),
          },
        ]
      : []),
  ];
}

function describeScans(parts: Part[], now: Date) {
  const isFresh = (ranAt: Date) =>
    now.getTime() - ranAt.getTime() < SCAN_VALID_MS;
  const unscanned = parts
    .filter(
      ({ isModel, results }) =>
        !results.some(
          ({ scans, ranAt }) =>
            (isModel ? OF_MODEL : OF_COMPONENT).has(scans) && isFresh(ranAt),
        ),
    )
    .map(({ ref }) => ref);
  // What an old scan found is still there until a new one says otherwise.
  const results = parts
    .flatMap(part => part.results)
    .filter(({ summary }) => summary.scan);
  const open = results.flatMap(result => result.open);
  return {
    parts: parts.length,
    unscanned: unscanned.slice(0, MOST_NAMED),
    unscannedCount: unscanned.length,
    ...addScans(results.map(({ summary }) => summary.scan!)),
    oldestCritical: oldest(open, 'critical'),
    oldestHigh: oldest(open, 'high'),
    worst: findWorst(parts),
  };
}

function findWorst(parts: Part[]): string[] {
  return parts
    .map(({ ref, results }) => ({
      ref,
      critical: countOpen(results, 'critical'),
      high: countOpen(results, 'high'),
    }))
    .filter(({ critical, high }) => critical + high > 0)
    .sort(
      (a, b) =>
        b.critical - a.critical || b.high - a.high || (a.ref < b.ref ? -1 : 1),
    )
    .slice(0, MOST_NAMED)
    .map(
      ({ ref, critical, high }) => `${ref}: ${critical} critical, ${high} high`,
    );
}

function countOpen(
  results: PushedResult[],
  severity: 'critical' | 'high',
): number {
  return sum(results, ({ summary }) => summary.scan?.counts[severity] ?? 0);
}

function describeLists(parts: Part[], now: Date) {
  const isFresh = (ranAt: Date) =>
    now.getTime() - ranAt.getTime() < BUILD_VALID_MS;
  const lists = parts.map(({ results }) =>
    results.filter(
      ({ summary, ranAt }) => summary.components && isFresh(ranAt),
    ),
  );
  const unlisted = parts.filter((_, index) => lists[index].length === 0);
  return {
    parts: parts.length,
    unlisted: unlisted.slice(0, MOST_NAMED).map(({ ref }) => ref),
    unlistedCount: unlisted.length,
    components: sum(
      lists.flat(),
      ({ summary }) => summary.components!.components,
    ),
  };
}
