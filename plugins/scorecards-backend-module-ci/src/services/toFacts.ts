import type { CollectedFact } from '@platform-ops/backstage-plugin-scorecards-node';
import type { PushedResult, ScanTarget } from '../PushedResult';
import { addScans, oldest, sum } from '../summaries/addUp';
import type { ScanSummary } from '../summaries/Summary';

const MOST_NAMED = 5;

const SCAN_TYPES: Record<ScanTarget, string> = {
  code: 'ci.codeScan',
  dependencies: 'ci.vulnerabilities',
  image: 'ci.imageScan',
  model: 'ci.modelScan',
  secrets: 'ci.secretScan',
};

/**
 * What the last results of an entity say together. A fact is as old as the
 * oldest of the results that it rests on.
 *
 * @param results - The last one of each tool.
 */
export function toFacts(
  entityRef: string,
  results: PushedResult[],
): CollectedFact[] {
  const ordered = [...results].sort(
    (a, b) =>
      b.ranAt.getTime() - a.ranAt.getTime() || (a.tool < b.tool ? -1 : 1),
  );
  const scans = Object.entries(SCAN_TYPES).map(([target, type]) =>
    toScanFact(
      type,
      ordered.filter(({ scans: scanned }) => scanned === target),
    ),
  );
  return [
    ...scans,
    toTestsFact(ordered),
    toComponentsFact(ordered),
    ...toRunFacts(ordered.filter(({ summary }) => summary.run)),
  ]
    .filter(fact => fact !== undefined)
    .map(({ rests, ...fact }) => ({
      ...fact,
      entityRef,
      ...describeSource(rests),
      observedAt:
        // Versions of a model are scanned once, each when it is made.
        fact.type === SCAN_TYPES.model
          ? rests[0].ranAt
          : rests[rests.length - 1].ranAt,
    }));
}

interface Draft {
  type: string;
  value: Record<string, unknown>;
  population: number;
  /** On which results, the newest first. */
  rests: PushedResult[];
}

function toScanFact(type: string, all: PushedResult[]): Draft | undefined {
  const rests = all.filter(({ summary }) => summary.scan);
  if (rests.length === 0) {
    return undefined;
  }
  const scans = rests.map(({ summary }) => summary.scan!);
  const open = rests.flatMap(result => result.open);
  return {
    type,
    rests,
    population: sum(scans, ({ looked }) => looked),
    value: {
      ...addScans(scans),
      oldestCritical: oldest(open, 'critical'),
      oldestHigh: oldest(open, 'high'),
      worst: [
        ...new Set(
          [
            ...open.filter(({ severity }) => severity === 'critical'),
            ...open.filter(({ severity }) => severity === 'high'),
          ].map(({ id }) => id),
        ),
      ].slice(0, MOST_NAMED),
      scans: rests.map(result => ({
        ...describeBuild(result),
        ...countsOf(result.summary.scan!),
      })),
    },
  };
}

function countsOf({ counts, unrated, suppressed, complete }: ScanSummary) {
  return { ...counts, unrated, suppressed, complete };
}

function toTestsFact(results: PushedResult[]): Draft | undefined {
  const rests = results.filter(({ summary }) => summary.tests);
  if (rests.length === 0) {
    return undefined;
  }
  const suites = rests.map(({ summary }) => summary.tests!);
  const tests = sum(suites, suite => suite.tests);
  return {
    type: 'ci.tests',
    rests,
    population: tests,
    value: {
      tests,
      failed: sum(suites, ({ failed }) => failed),
      skipped: sum(suites, ({ skipped }) => skipped),
      failing: suites.flatMap(({ failing }) => failing).slice(0, MOST_NAMED),
      runs: rests.map(describeBuild),
    },
  };
}

function toComponentsFact(results: PushedResult[]): Draft | undefined {
  const rests = results.filter(({ summary }) => summary.components);
  if (rests.length === 0) {
    return undefined;
  }
  const lists = rests.map(({ summary }) => summary.components!);
  const components = sum(lists, list => list.components);
  return {
    type: 'ci.components',
    rests,
    population: components,
    value: {
      components,
      models: sum(lists, ({ models }) => models),
      unversioned: sum(lists, ({ unversioned }) => unversioned),
      unlicensed: sum(lists, ({ unlicensed }) => unlicensed),
      deniedCount: sum(lists, ({ deniedCount }) => deniedCount),
      denied: lists.flatMap(({ denied }) => denied).slice(0, MOST_NAMED),
      // One that was judged by none is not judged.
      rules: Math.min(...lists.map(({ rules }) => rules)),
      lists: rests.map(describeBuild),
    },
  };
}

/** @param runs - The newest first. */
function toRunFacts(runs: PushedResult[]): Draft[] {
  if (runs.length === 0) {
    return [];
  }
  const review = runs.find(
    ({ summary: { run } }) => run!.author && run!.approvedBy,
  );
  const artefact = runs.find(
    ({ summary: { run } }) =>
      run!.signed !== undefined || run!.provenance !== undefined,
  );
  return [
    {
      type: 'ci.pipeline',
      rests: runs,
      population: runs.length,
      value: {
        runs: runs.map(result => ({
          ...describeBuild(result),
          outcome: result.summary.run!.outcome,
          branch: result.summary.run!.branch,
          url: result.pipeline.url,
        })),
      },
    },
    ...(review ? [toReviewFact(review)] : []),
    ...(artefact ? [toArtefactFact(artefact)] : []),
  ];
}

function toReviewFact(result: PushedResult): Draft {
  const { author = '', approvedBy = [] } = result.summary.run!;
  const nameOf = (name: string) => name.trim().toLocaleLowerCase('en-US');
  const others = [
    ...new Map(approvedBy.map(name => [nameOf(name), name])),
  ].filter(([name]) => name !== nameOf(author));
  return {
    type: 'ci.review',
    rests: [result],
    population: approvedBy.length,
    value: {
      author,
      approvals: others.length,
      approvedBy: others.map(([, name]) => name).slice(0, MOST_NAMED),
      ...describeBuild(result),
    },
  };
}

function toArtefactFact(result: PushedResult): Draft {
  const { signed = false, provenance = false } = result.summary.run!;
  return {
    type: 'ci.artefact',
    rests: [result],
    population: 1,
    value: { signed, provenance, ...describeBuild(result) },
  };
}

function describeBuild({ tool, commit, version, ranAt }: PushedResult) {
  return { tool, commit, version, ranAt: ranAt.toISOString() };
}

/** What an auditor looks for: whose word it is, and where to see it. */
function describeSource(rests: PushedResult[]) {
  return {
    source: distinct(
      rests.map(({ tool, pipeline }) =>
        tool === pipeline.name ? tool : `${tool} in ${pipeline.name}`,
      ),
    ).join(', '),
    query: distinct(
      rests.map(
        ({ kind, reporter, pipeline }) =>
          `POST /api/scorecards/results, ${kind} by ${reporter}, ${pipeline.url}`,
      ),
    ).join('; '),
  };
}

function distinct(texts: string[]): string[] {
  return [...new Set(texts)];
}
