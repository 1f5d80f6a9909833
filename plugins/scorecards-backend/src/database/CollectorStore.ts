import type { Knex } from 'knex';
import type { CollectorStatus } from '@platform-ops/backstage-plugin-scorecards-common';
import { toTimestamp } from '@platform-ops/backstage-plugin-platform-ops-node';

/** How a collector stands, as far as it changes. */
export type CollectorProgress = Pick<
  CollectorStatus,
  'state' | 'lastStartedAt' | 'lastSucceededAt' | 'lastSeconds' | 'errors'
>;

/**
 * Keeps how each collector stands.
 */
export class CollectorStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async started(id: string, at: Date): Promise<void> {
    await this.#knex('scorecards_collectors')
      .insert({ id, state: 'running', last_started_at: at, errors: '[]' })
      .onConflict('id')
      .merge(['state', 'last_started_at']);
  }

  async ended(
    id: string,
    outcome: {
      state: 'ok' | 'partial' | 'failing';
      succeededAt?: Date;
      seconds: number;
      errors: string[];
    },
  ): Promise<void> {
    await this.#knex('scorecards_collectors')
      .where({ id })
      .update({
        state: outcome.state,
        last_seconds: outcome.seconds,
        errors: JSON.stringify(outcome.errors),
        ...(outcome.succeededAt && { last_succeeded_at: outcome.succeededAt }),
      });
  }

  /** For a source that is not asked: something came in. */
  async received(
    id: string,
    outcome: { at: Date; errors: string[] },
  ): Promise<void> {
    await this.#knex('scorecards_collectors')
      .insert({
        id,
        state: outcome.errors.length > 0 ? 'partial' : 'ok',
        last_succeeded_at: outcome.at,
        errors: JSON.stringify(outcome.errors),
      })
      .onConflict('id')
      .merge(['state', 'last_succeeded_at', 'errors']);
  }

  async list(): Promise<Map<string, CollectorProgress>> {
    const rows = await this.#knex('scorecards_collectors').select('*');
    return new Map(
      rows.map(row => [
        row.id,
        {
          state: row.state,
          lastStartedAt: toTimestamp(row.last_started_at),
          lastSucceededAt: toTimestamp(row.last_succeeded_at),
          lastSeconds: row.last_seconds ?? undefined,
          errors: JSON.parse(row.errors),
        },
      ]),
    );
  }
}
