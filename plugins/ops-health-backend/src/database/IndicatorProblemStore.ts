import type { Knex } from 'knex';
import type { HealthProblem } from '@platform-ops/backstage-plugin-ops-health-common';
import {
  columnText,
  inChunks,
} from '@platform-ops/backstage-plugin-platform-ops-node';

const CHUNK = 100;
const TABLE = 'ops_health_indicator_problems';

/**
 * Keeps what is wrong with the queries that people defined, as the sources said
 * last.
 */
export class IndicatorProblemStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Of all sources. */
  async read(entityRef: string): Promise<HealthProblem[]> {
    const rows = await this.#knex(TABLE)
      .where({ entity_ref: entityRef })
      .orderBy('source_id')
      .select('problems');
    return rows.flatMap(({ problems }) => JSON.parse(problems));
  }

  /**
   * Writes only what differs: most of the time that is nothing.
   *
   * @param problems - All of a source, by the ref of the entity.
   */
  async replace(
    sourceId: string,
    problems: ReadonlyMap<string, HealthProblem[]>,
  ): Promise<void> {
    const rows: Array<{ entity_ref: string; problems: string }> =
      await this.#knex(TABLE)
        .where({ source_id: sourceId })
        .select('entity_ref', 'problems');
    const before = new Map(rows.map(row => [row.entity_ref, row.problems]));
    const now = new Map(
      [...problems].map(([ref, items]) => [
        ref,
        columnText(JSON.stringify(items)),
      ]),
    );
    const gone = [...before.keys()].filter(ref => !now.has(ref));
    for (const chunk of inChunks(gone, CHUNK)) {
      await this.#knex(TABLE)
        .where({ source_id: sourceId })
        .whereIn('entity_ref', chunk)
        .delete();
    }
    const changed = [...now].filter(([ref, text]) => before.get(ref) !== text);
    for (const chunk of inChunks(changed, CHUNK)) {
      await this.#knex(TABLE)
        .insert(
          chunk.map(([ref, text]) => ({
            source_id: sourceId,
            entity_ref: ref,
            problems: text,
          })),
        )
        .onConflict(['source_id', 'entity_ref'])
        .merge();
    }
  }

  async keepSources(sourceIds: string[]): Promise<void> {
    await this.#knex(TABLE).whereNotIn('source_id', sourceIds).delete();
  }
}
