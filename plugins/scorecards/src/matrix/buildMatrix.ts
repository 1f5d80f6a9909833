import type {
  FrameworkSummary,
  ScorecardSummary,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { scorecardStanding } from '@platform-ops/backstage-plugin-scorecards-react';
import { failing, unknown } from '../controls/countWords';

/** What scorecards add up to. */
export interface Tally {
  scorecards: number;
  /** How many of them reach a level. */
  reached: number;
  /** Controls that fail. */
  failing: number;
  /** Controls of which nothing is known. */
  unknown: number;
}

/** How a system and its parts stand in a framework. */
export interface MatrixCell {
  scorecards: ScorecardSummary[];
  /** The one that a chain would break at. */
  weakest: ScorecardSummary;
}

export interface MatrixRow {
  /** Undefined for what belongs to no system. */
  system: string | undefined;
  /** As its own scorecard says; otherwise the catalog knows. */
  title: string | undefined;
  cells: ReadonlyMap<string, MatrixCell>;
  total: Tally;
}

export interface Matrix {
  frameworks: FrameworkSummary[];
  rows: MatrixRow[];
  columns: ReadonlyMap<string, Tally>;
  total: Tally;
}

function tally(scorecards: readonly ScorecardSummary[]): Tally {
  return {
    scorecards: scorecards.length,
    reached: scorecards.filter(({ level }) => level !== undefined).length,
    failing: scorecards.reduce((sum, { counts }) => sum + failing(counts), 0),
    unknown: scorecards.reduce((sum, { counts }) => sum + unknown(counts), 0),
  };
}

function groupBy(
  scorecards: readonly ScorecardSummary[],
  keyOf: (scorecard: ScorecardSummary) => string,
): Map<string, ScorecardSummary[]> {
  const groups = new Map<string, ScorecardSummary[]>();
  for (const scorecard of scorecards) {
    const key = keyOf(scorecard);
    const group = groups.get(key);
    if (group) {
      group.push(scorecard);
    } else {
      groups.set(key, [scorecard]);
    }
  }
  return groups;
}

/** The lowest level first, then the lowest score; what is not asked last. */
export function byWeakness(framework: FrameworkSummary | undefined) {
  const levels = framework?.levels.map(({ id }) => id) ?? [];
  const rank = (scorecard: ScorecardSummary) =>
    scorecardStanding(scorecard) === 'nothing-asked'
      ? Infinity
      : levels.indexOf(scorecard.level ?? '');
  return (one: ScorecardSummary, other: ScorecardSummary) => {
    const [first, second] = [rank(one), rank(other)];
    return first === second
      ? (one.score ?? 1) - (other.score ?? 1)
      : first - second;
  };
}

/** The system that a scorecard counts for: a system counts for itself. */
function systemOf({ kind, entityRef, system }: ScorecardSummary) {
  return kind.toLocaleLowerCase('en-US') === 'system' ? entityRef : system;
}

/** Systems by frameworks, the most failing controls first. */
export function buildMatrix(
  frameworks: readonly FrameworkSummary[],
  scorecards: readonly ScorecardSummary[],
): Matrix {
  const byFramework = groupBy(scorecards, ({ frameworkId }) => frameworkId);
  const rows = [...groupBy(scorecards, card => systemOf(card) ?? '')].map(
    ([system, ofSystem]): MatrixRow => ({
      system: system || undefined,
      title: ofSystem.find(({ entityRef }) => entityRef === system)?.title,
      cells: new Map(
        [...groupBy(ofSystem, ({ frameworkId }) => frameworkId)].map(
          ([id, ofCell]) => {
            const framework = frameworks.find(known => known.id === id);
            const sorted = ofCell.sort(byWeakness(framework));
            return [id, { scorecards: sorted, weakest: sorted[0] }];
          },
        ),
      ),
      total: tally(ofSystem),
    }),
  );
  return {
    frameworks: frameworks.filter(({ id }) => byFramework.has(id)),
    rows: rows.sort(
      (one, other) =>
        Number(one.system === undefined) - Number(other.system === undefined) ||
        other.total.failing - one.total.failing ||
        (one.system ?? '').localeCompare(other.system ?? '', 'en', {
          numeric: true,
        }),
    ),
    columns: new Map(
      [...byFramework].map(([id, ofFramework]) => [id, tally(ofFramework)]),
    ),
    total: tally(scorecards),
  };
}
