import type { Knex } from 'knex';
import type { Framework } from '@platform-ops/scorecards';

/** A version of a framework that something was evaluated by. */
export interface RulesVersion {
  version: string;
  /** Ids of its controls, in the order in which verdicts are packed. */
  controls: string[];
}

/**
 * Keeps each version of each framework, so that what is packed by one can be
 * read for ever.
 */
export class RulesStore {
  readonly #knex: Knex;
  readonly #known = new Map<string, RulesVersion>();

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async add(frameworks: readonly Framework[]): Promise<void> {
    for (const { id, hash, spec, controls } of frameworks) {
      await this.#knex('scorecards_rules')
        .insert({
          hash,
          framework_id: id,
          version: spec.version,
          controls: JSON.stringify(
            controls.map(({ definition }) => definition.id),
          ),
        })
        .onConflict('hash')
        .ignore();
    }
  }

  async get(hashes: Iterable<string>): Promise<Map<string, RulesVersion>> {
    const wanted = new Set(hashes);
    const unknown = [...wanted].filter(hash => !this.#known.has(hash));
    if (unknown.length > 0) {
      const rows = await this.#knex('scorecards_rules')
        .whereIn('hash', unknown)
        .select('hash', 'version', 'controls');
      for (const { hash, version, controls } of rows) {
        this.#known.set(hash, { version, controls: JSON.parse(controls) });
      }
    }
    return new Map(
      [...wanted].flatMap(hash => {
        const version = this.#known.get(hash);
        return version ? [[hash, version] as const] : [];
      }),
    );
  }
}
