import type {
  MatrixCell,
  MatrixResponse,
  Scorecard,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type { MatrixFilter } from '@platform-ops/backstage-plugin-scorecards-react';
import { EXAMPLE_FRAMEWORKS } from './frameworks';

const PAGE = 100;

/** What a scorecard counts for; a system counts for itself. */
export function groupOf(
  scorecard: Scorecard,
  by: NonNullable<MatrixFilter['by']>,
): string {
  if (by === 'system' && scorecard.kind === 'System') {
    return scorecard.entityRef;
  }
  return scorecard[by] ?? '';
}

function mean(values: Array<number | undefined>): number | undefined {
  const known = values.filter(value => value !== undefined);
  return known.length > 0
    ? known.reduce((sum, value) => sum + value, 0) / known.length
    : undefined;
}

function cellsOf(scorecards: readonly Scorecard[]): MatrixCell[] {
  return EXAMPLE_FRAMEWORKS.flatMap(({ id, mappingOnly }) => {
    const ofCell = scorecards.filter(({ frameworkId }) => frameworkId === id);
    if (ofCell.length === 0) {
      return [];
    }
    const levels: Record<string, number> = {};
    for (const { level = 'none' } of mappingOnly ? [] : ofCell) {
      levels[level] = (levels[level] ?? 0) + 1;
    }
    return [
      {
        frameworkId: id,
        entities: ofCell.length,
        levels,
        score: mean(ofCell.map(({ score }) => score)),
        change: mean(
          ofCell.map(({ score, before }) =>
            score !== undefined && before?.score !== undefined
              ? score - before.score
              : undefined,
          ),
        ),
      },
    ];
  });
}

/** Scorecards added up by system, owner or kind. */
export function exampleMatrix(
  scorecards: readonly Scorecard[],
  filter: MatrixFilter,
): MatrixResponse {
  const { by = 'system', limit = PAGE, cursor = '0' } = filter;
  const titles = new Map(
    scorecards.map(({ entityRef, title }) => [entityRef, title]),
  );
  const keys = [...new Set(scorecards.map(card => groupOf(card, by)))].sort(
    (one, other) =>
      Number(!one) - Number(!other) || one.localeCompare(other, 'en'),
  );
  const end = Number(cursor) + limit;
  const totals = cellsOf(scorecards);
  return {
    frameworks: EXAMPLE_FRAMEWORKS.map(
      ({ id, title, mappingOnly, voluntary, levels }) => ({
        id,
        title,
        mappingOnly,
        voluntary,
        levels,
      }),
    ),
    rows: keys.slice(Number(cursor), end).map(key => {
      const ofRow = scorecards.filter(card => groupOf(card, by) === key);
      return {
        key,
        title: titles.get(key) ?? (by === 'kind' ? key : ''),
        entities: new Set(ofRow.map(({ entityRef }) => entityRef)).size,
        cells: cellsOf(ofRow),
      };
    }),
    totals: EXAMPLE_FRAMEWORKS.map(
      ({ id }) =>
        totals.find(({ frameworkId }) => frameworkId === id) ?? {
          frameworkId: id,
          entities: 0,
          levels: {},
        },
    ),
    totalRows: keys.length,
    nextCursor: end < keys.length ? String(end) : undefined,
  };
}
