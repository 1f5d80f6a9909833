import type {
  MatrixCell,
  MatrixResponse,
} from '@platform-ops/backstage-plugin-scorecards-common';

/** A framework as a column of the matrix. */
export type MatrixFramework = MatrixResponse['frameworks'][number];

const NO_LEVEL = { id: 'none', title: 'no level' };

/** How many entities are at a level. */
export interface LevelCount {
  id: string;
  title: string;
  entities: number;
  /** 0 for no level, 1 for the highest. */
  height: number;
}

/** The levels that entities of a cell are at, the lowest first. */
export function cellLevels(
  cell: MatrixCell,
  framework: MatrixFramework,
): LevelCount[] {
  return [NO_LEVEL, ...framework.levels]
    .map(({ id, title }, index) => ({
      id,
      title,
      entities: cell.levels[id] ?? 0,
      height: index / framework.levels.length,
    }))
    .filter(({ entities }) => entities > 0);
}
