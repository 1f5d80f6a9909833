import type { Knex } from 'knex';
import { toTimestamp } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { ExplainedControl } from '@platform-ops/backstage-plugin-scorecards-common';
import { readLetter } from './packVerdicts';
import type { RulesStore } from './RulesStore';

type Interval = ExplainedControl['history'][number];

/** Of an entity in a framework, of which a control changed in some. */
const MOST_READ = 2000;

/**
 * Reads what was.
 */
export class HistoryStore {
  readonly #knex: Knex;
  readonly #rules: RulesStore;

  constructor(options: { knex: Knex; rules: RulesStore }) {
    this.#knex = options.knex;
    this.#rules = options.rules;
  }

  /** The verdicts of a control, the newest first. */
  async list(
    entityRef: string,
    frameworkId: string,
    controlId: string,
    most: number,
  ): Promise<Interval[]> {
    const rows = await this.#knex('scorecards_intervals')
      .where({ entity_ref: entityRef, framework_id: frameworkId })
      .orderBy('id', 'desc')
      .limit(MOST_READ)
      .select('from_at', 'rules_hash', 'verdicts', 'reasons');
    const versions = await this.#rules.get(rows.map(row => row.rules_hash));
    const intervals: Interval[] = [];
    let open: Interval | undefined;
    for (const row of rows.reverse()) {
      const from = toTimestamp(row.from_at);
      const rules = versions.get(row.rules_hash);
      const position = rules?.controls.indexOf(controlId) ?? -1;
      const verdict = readLetter(row.verdicts[position]);
      const goesOn =
        open?.verdict === verdict && open?.frameworkVersion === rules?.version;
      if (!goesOn || !open) {
        if (open) {
          open.to = from;
        }
        open = verdict && {
          verdict,
          from,
          reason: JSON.parse(row.reasons)[position],
          frameworkVersion: rules!.version,
        };
        if (open) {
          intervals.push(open);
        }
      }
    }
    return intervals.reverse().slice(0, most);
  }
}
