import type { Knex } from 'knex';
import {
  inChunks,
  type StoredTime,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type { Verdict } from '@platform-ops/scorecards';
import { readLetter } from './packVerdicts';
import type { RulesStore } from './RulesStore';
import { SCORE_UNITS } from './ScorecardStore';

const CHUNK = 500;

/** How an entity stood in a framework from some time on. */
export interface Standing {
  entityRef: string;
  frameworkId: string;
  rulesHash: string;
  level?: string;
  /** 0..1; missing where no control counted, or nothing is known of it. */
  score?: number;
}

/** From when on which verdicts held. */
export interface Interval extends Standing {
  id: number;
  from: Date;
  /** Of the framework; missing for rules that nobody knows any more. */
  version?: string;
  /** What a control said; undefined where it was not asked. */
  verdictOf: (controlId: string) => Verdict | undefined;
  /** Ids of the controls that the framework had. */
  controls: readonly string[];
}

/** What is noted at the beginning of an interval. */
export interface IntervalEvidence {
  /** Why, of what was new with it. */
  reasonOf: (controlId: string) => string | undefined;
  /** Hashes of what was known, by type. */
  facts: () => Record<string, string>;
  /** What people decided and stated that counted. */
  statedOf: (controlId: string) => { decision?: string; attestation?: string };
}

interface Row {
  id: number | string;
  entity_ref: string;
  framework_id: string;
  from_at: StoredTime;
  rules_hash: string;
  verdicts: string;
  score: number | null;
  level: string | null;
}

const COLUMNS = [
  'id',
  'entity_ref',
  'framework_id',
  'from_at',
  'rules_hash',
  'verdicts',
  'score',
  'level',
];

/**
 * Reads how entities stood, for many of them at once.
 */
export class IntervalStore {
  readonly #knex: Knex;
  readonly #rules: RulesStore;

  constructor(options: { knex: Knex; rules: RulesStore }) {
    this.#knex = options.knex;
    this.#rules = options.rules;
  }

  /** How entities stood at a time in frameworks; what ended before is missing. */
  async standingsAt(
    entityRefs: string[],
    frameworkIds: string[],
    at: Date,
  ): Promise<Standing[]> {
    const standings: Standing[] = [];
    for (const chunk of inChunks(entityRefs, CHUNK)) {
      const rows: Row[] = await this.#knex('scorecards_intervals')
        .whereIn(
          'id',
          this.#last(frameworkIds, at).whereIn('entity_ref', chunk),
        )
        .select(COLUMNS);
      standings.push(
        ...rows
          .filter(({ verdicts, score }) => verdicts !== '' && score !== null)
          .map(toStanding),
      );
    }
    return standings;
  }

  /**
   * Those of a framework that were in force at any time of a period, in order:
   * of an entity, of some, or of all.
   */
  async inPeriod(options: {
    frameworkId: string;
    entityRefs?: string[];
    from: Date;
    to: Date;
    /** At most so many, of the newest. */
    limit?: number;
  }): Promise<Interval[]> {
    const { frameworkId, from, to, limit } = options;
    const intervals: Interval[] = [];
    const chunks = options.entityRefs
      ? inChunks(options.entityRefs, CHUNK)
      : [undefined];
    for (const refs of chunks) {
      const last = this.#last([frameworkId], from);
      const query = this.#knex('scorecards_intervals')
        .where({ framework_id: frameworkId })
        .where(within =>
          within
            .where(inside =>
              inside.where('from_at', '>', from).where('from_at', '<', to),
            )
            .orWhereIn('id', refs ? last.whereIn('entity_ref', refs) : last),
        )
        .orderBy('id', 'desc')
        .select(COLUMNS);
      if (refs) {
        query.whereIn('entity_ref', refs);
      }
      if (limit !== undefined) {
        query.limit(limit);
      }
      intervals.push(...(await this.#read(await query)));
    }
    return intervals;
  }

  /** Of each entity so many as began before a time, in order. */
  async before(options: {
    frameworkId: string;
    entityRefs: string[];
    before: Date;
    most: number;
  }): Promise<Interval[]> {
    const { frameworkId, before, most } = options;
    const intervals: Interval[] = [];
    for (const chunk of inChunks(options.entityRefs, CHUNK)) {
      const numbered = this.#knex('scorecards_intervals')
        .where({ framework_id: frameworkId })
        .whereIn('entity_ref', chunk)
        .where('from_at', '<', before)
        .select(COLUMNS)
        .rowNumber('back', function order() {
          this.partitionBy('entity_ref').orderBy('id', 'desc');
        });
      const rows = await this.#knex
        .from(numbered.as('numbered'))
        .where('back', '<=', most)
        .orderBy('id', 'desc')
        .select(COLUMNS);
      intervals.push(...(await this.#read(rows)));
    }
    return intervals;
  }

  /** What was noted with some. */
  async evidence(
    intervals: Interval[],
  ): Promise<Map<number, IntervalEvidence>> {
    const evidence = new Map<number, IntervalEvidence>();
    for (const chunk of inChunks(intervals, CHUNK)) {
      const rows = await this.#knex('scorecards_intervals')
        .whereIn(
          'id',
          chunk.map(({ id }) => id),
        )
        .select('id', 'reasons', 'facts', 'stated');
      const controls = new Map(chunk.map(({ id, controls: all }) => [id, all]));
      for (const row of rows) {
        const id = Number(row.id);
        const positionOf = (controlId: string) =>
          controls.get(id)!.indexOf(controlId);
        const reasons: Record<number, string> = JSON.parse(row.reasons);
        evidence.set(id, {
          reasonOf: controlId => reasons[positionOf(controlId)],
          facts: () => JSON.parse(row.facts),
          statedOf: controlId =>
            JSON.parse(row.stated ?? '{}')[positionOf(controlId)] ?? {},
        });
      }
    }
    return evidence;
  }

  /** The ids of the last intervals that began until a time. */
  #last(frameworkIds: string[], at: Date): Knex.QueryBuilder {
    return this.#knex('scorecards_intervals')
      .whereIn('framework_id', frameworkIds)
      .where('from_at', '<=', at)
      .groupBy('framework_id', 'entity_ref')
      .max('id');
  }

  /** Puts the newest first into order. */
  async #read(rows: Row[]): Promise<Interval[]> {
    const versions = await this.#rules.get(rows.map(row => row.rules_hash));
    const positions = new Map(
      [...versions].map(([hash, { controls }]) => [
        hash,
        new Map(controls.map((id, position) => [id, position])),
      ]),
    );
    return rows.reverse().map(row => {
      const position = positions.get(row.rules_hash);
      return {
        ...toStanding(row),
        id: Number(row.id),
        from: new Date(row.from_at),
        version: versions.get(row.rules_hash)?.version,
        controls: versions.get(row.rules_hash)?.controls ?? [],
        verdictOf: controlId =>
          readLetter(row.verdicts[position?.get(controlId) ?? -1]),
      };
    });
  }
}

function toStanding(row: Row): Standing {
  return {
    entityRef: row.entity_ref,
    frameworkId: row.framework_id,
    rulesHash: row.rules_hash,
    level: row.level ?? undefined,
    score:
      row.score === null || row.score < 0 ? undefined : row.score / SCORE_UNITS,
  };
}
