import type { MatrixCell } from '@platform-ops/backstage-plugin-scorecards-common';
import type { MatrixFramework } from './cellLevels';

/** How many scorecards reach a level, of those that could. */
export function tallyLevels(
  cells: readonly MatrixCell[],
  frameworks: readonly MatrixFramework[],
): { scorecards: number; reached: number } {
  const withLevels = cells.filter(
    ({ frameworkId, score }) =>
      score !== undefined &&
      frameworks.some(
        ({ id, mappingOnly }) => id === frameworkId && !mappingOnly,
      ),
  );
  const scorecards = withLevels.reduce(
    (sum, { entities }) => sum + entities,
    0,
  );
  const none = withLevels.reduce(
    (sum, { levels }) => sum + (levels.none ?? 0),
    0,
  );
  return { scorecards, reached: scorecards - none };
}
