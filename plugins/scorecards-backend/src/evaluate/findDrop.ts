import type { Framework } from '@platform-ops/scorecards';
import type {
  ScorecardTotals,
  StoredScorecard,
} from '../database/ScorecardStore';

/**
 * The level that an entity had before it went down to a lower one, in a
 * framework that has to be followed. With other rules nothing went down: they
 * ask for something else, and the facts for it may be on their way.
 */
export function findDrop(options: {
  framework: Framework;
  before: StoredScorecard | undefined;
  listed: boolean;
  totals: ScorecardTotals;
}): string | undefined {
  const { framework, before, listed, totals } = options;
  const { mappingOnly, voluntary, levels } = framework.spec;
  if (
    mappingOnly ||
    voluntary ||
    !listed ||
    !before?.listed ||
    before.rulesHash !== framework.hash
  ) {
    return undefined;
  }
  return isLower(levels, totals.level, before.totals.level)
    ? before.totals.level
    : undefined;
}

/** Whether one level is lower than another; none is the lowest. */
export function isLower(
  levels: ReadonlyArray<{ id: string }>,
  level: string | null | undefined,
  than: string | undefined,
): boolean {
  const rankOf = (name: string | null | undefined) =>
    levels.findIndex(({ id }) => id === name);
  return rankOf(level) < rankOf(than);
}
