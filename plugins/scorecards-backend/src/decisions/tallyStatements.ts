import type { WantedControl } from '@platform-ops/backstage-plugin-scorecards-common';
import type { Concerned } from '../database/concernedColumns';

/** A statement that is wanted of somebody, or that holds. */
export interface AskedStatement {
  concerned: Concerned;
  metAt: WantedControl['metAt'];
  isWanted: boolean;
}

/** How far the statements about each control are, where any is wanted. */
export function tallyStatements(
  statements: readonly AskedStatement[],
): WantedControl[] {
  const tallies = new Map<string, WantedControl>();
  for (const { concerned, metAt, isWanted } of statements) {
    const { frameworkId, controlId } = concerned;
    const key = `${frameworkId} ${controlId}`;
    const tally = tallies.get(key) ?? {
      frameworkId,
      controlId,
      metAt,
      wanted: 0,
      stated: 0,
    };
    tally[isWanted ? 'wanted' : 'stated']++;
    tallies.set(key, tally);
  }
  return [...tallies.values()].filter(({ wanted }) => wanted > 0);
}
