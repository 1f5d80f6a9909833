import { parseEntityRef } from '@backstage/catalog-model';
import type {
  MatrixCell,
  matrixQuerySchema,
  MatrixResponse,
} from '@platform-ops/backstage-plugin-scorecards-common';
import {
  compareKeys,
  inChunks,
  pageByKey,
  type VisibleRefs,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type { Framework } from '@platform-ops/scorecards';
import type { z } from 'zod';
import type { EntityStore } from '../database/EntityStore';
import type { MatrixPart, MatrixQueries } from '../database/MatrixQueries';
import type { Rules } from '../rulebook/Rules';

const CHUNK = 500;
const NO_LEVEL = 'none';
const NONE_TITLES = { system: 'No system', owner: 'No owner', kind: 'No kind' };

interface Row {
  key: string;
  /** The mean of what has a level; what is not known is nothing. */
  score: number;
  cells: Map<string, MatrixPart[]>;
}

/**
 * Tells how all entities stand, put together by system, owner or kind.
 */
export class MatrixReader {
  readonly #rules: Rules;
  readonly #entities: EntityStore;
  readonly #queries: MatrixQueries;

  constructor(options: {
    rules: Rules;
    entities: EntityStore;
    matrixQueries: MatrixQueries;
  }) {
    this.#rules = options.rules;
    this.#entities = options.entities;
    this.#queries = options.matrixQueries;
  }

  async read(
    query: z.output<typeof matrixQuerySchema>,
    visible: VisibleRefs,
  ): Promise<MatrixResponse> {
    const { by, limit, cursor, framework: asked, ...filter } = query;
    const frameworks = this.#rules.frameworks.filter(
      ({ id }) => asked?.includes(id) ?? true,
    );
    const question = {
      by,
      visible,
      filter: { ...filter, framework: frameworks.map(({ id }) => id) },
    };
    const parts = await this.#queries.parts(question);
    const rows = toRows(parts, frameworks);
    const page = pageByKey(rows, {
      list: `matrix by ${by}`,
      keyOf,
      limit,
      cursor,
    });
    const keys = page.items.map(({ key }) => key);
    const sizes = await this.#queries.sizes({ ...question, keys });
    const titles = await this.#titles(by === 'kind' ? [] : keys, visible);
    return {
      frameworks: frameworks.map(({ id, title, spec }) => ({
        id,
        title,
        mappingOnly: spec.mappingOnly,
        voluntary: spec.voluntary,
        levels: spec.levels.map(level => ({
          id: level.id,
          title: level.title,
        })),
      })),
      rows: page.items.map(({ key, cells }) => ({
        key,
        title: key === '' ? NONE_TITLES[by] : titles.get(key) ?? nameOf(key),
        entities: sizes.get(key) ?? 0,
        cells: frameworks.flatMap(framework => {
          const cell = cells.get(framework.id);
          return cell ? [toCell(framework, cell)] : [];
        }),
      })),
      totals: frameworks.map(framework =>
        toCell(
          framework,
          parts.filter(({ frameworkId }) => frameworkId === framework.id),
        ),
      ),
      totalRows: rows.length,
      nextCursor: page.nextCursor,
    };
  }

  /** Of those that the caller may see. */
  async #titles(
    keys: string[],
    visible: VisibleRefs,
  ): Promise<Map<string, string>> {
    const titles = new Map<string, string>();
    const refs = keys.filter(ref => visible === 'all' || visible.has(ref));
    for (const chunk of inChunks(refs, CHUNK)) {
      const entities = await this.#entities.getMany(chunk);
      entities.forEach(({ title }, ref) => titles.set(ref, title));
    }
    return titles;
  }
}

/** The weakest first. */
function toRows(parts: MatrixPart[], frameworks: Framework[]): Row[] {
  const withLevels = new Set(
    frameworks.filter(({ spec }) => !spec.mappingOnly).map(({ id }) => id),
  );
  const rows = new Map<string, Map<string, MatrixPart[]>>();
  for (const part of parts) {
    const cells = rows.get(part.key) ?? new Map<string, MatrixPart[]>();
    rows.set(part.key, cells);
    const cell = cells.get(part.frameworkId);
    if (cell) {
      cell.push(part);
    } else {
      cells.set(part.frameworkId, [part]);
    }
  }
  return [...rows]
    .map(([key, cells]) => {
      const counted = [...cells.values()]
        .flat()
        .filter(({ frameworkId }) => withLevels.has(frameworkId));
      const entities = sum(counted, part => part.entities);
      return {
        key,
        cells,
        score:
          entities === 0 ? 1 : sum(counted, part => part.scores) / entities,
      };
    })
    .sort((a, b) => compareKeys(keyOf(a), keyOf(b)));
}

function keyOf({ score, key }: Row): [score: number, key: string] {
  return [score, key];
}

function toCell({ id, spec }: Framework, parts: MatrixPart[]): MatrixCell {
  const levels: MatrixCell['levels'] = {};
  for (const { level = NO_LEVEL, entities } of spec.mappingOnly ? [] : parts) {
    levels[level] = (levels[level] ?? 0) + entities;
  }
  const scored = sum(parts, part => part.scored);
  const compared = sum(parts, part => part.compared);
  return {
    frameworkId: id,
    entities: sum(parts, part => part.entities),
    levels,
    ...(scored > 0 && { score: sum(parts, part => part.scores) / scored }),
    ...(compared > 0 && { change: sum(parts, part => part.change) / compared }),
  };
}

function sum<T>(items: T[], valueOf: (item: T) => number): number {
  return items.reduce((total, item) => total + valueOf(item), 0);
}

function nameOf(key: string): string {
  try {
    return parseEntityRef(key).name;
  } catch {
    return key;
  }
}
