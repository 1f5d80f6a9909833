import type { Knex } from 'knex';
import {
  columnText,
  inChunks,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type { Verdict } from '@platform-ops/scorecards';
import { closeIntervals } from './closeIntervals';
import { DropStore } from './DropStore';
import { DueStore, type DueEntity } from './DueStore';
import {
  packVerdicts,
  unpackVerdicts,
  verdictLetters,
  type KnownVerdict,
} from './packVerdicts';
import { inTransaction } from './inTransaction';
import type { RulesStore } from './RulesStore';

const CHUNK = 500;
/** What a score is kept in, and what stands where no control counts. */
export const SCORE_UNITS = 1_000_000;
const NO_SCORE = -1;

/** What the verdicts of an entity in a framework add up to. */
export interface ScorecardTotals {
  level?: string;
  /** 0..1; missing where no control counts. */
  score?: number;
  cap?: { reason: 'critical' | 'exempt'; controls: string[] };
  shares: { automated: number; attested: number; inherited: number };
  counts: Partial<Record<Verdict, number>>;
  upcoming: number;
}

/** How an entity stands in a framework. */
export interface StoredScorecard {
  entityRef: string;
  frameworkId: string;
  rulesHash: string;
  listed: boolean;
  totals: ScorecardTotals;
  /** By the ids of controls; those that are not asked are missing. */
  verdicts: Map<string, KnownVerdict>;
}

/** What changed with an evaluation. */
export interface ScorecardChange extends Omit<StoredScorecard, 'verdicts'> {
  /** In the order of the framework. */
  verdicts: Array<KnownVerdict | undefined>;
  /** What begins with it in the history; missing where only words changed. */
  interval?: { from: Date; changed: number[]; facts: Record<string, string> };
  /** The level before, where it is a lower one now. */
  droppedFrom?: string;
}

/** All that an evaluation of some entities leads to. */
export interface Evaluation {
  changes: ScorecardChange[];
  /** Frameworks that do not apply to an entity any more. */
  ended: Array<{ entityRef: string; frameworkId: string }>;
  settled: Array<{ due: DueEntity; nextAt: Date; evaluatedAt: Date }>;
  /** Entities that are gone. */
  gone: string[];
  /** From these, others inherit something new. */
  above: Array<{ ref: string; isOrganisation: boolean; isCluster: boolean }>;
}

const SUMMARY_COLUMNS = [
  'entity_ref',
  'framework_id',
  'rules_hash',
  'listed',
  'level',
  'summary',
  'verdicts',
];

/**
 * Keeps how entities stand, and how they stood.
 */
export class ScorecardStore {
  readonly #knex: Knex;
  readonly #rules: RulesStore;

  constructor(options: { knex: Knex; rules: RulesStore }) {
    this.#knex = options.knex;
    this.#rules = options.rules;
  }

  /** All of some entities, by their refs. */
  async list(entityRefs: string[]): Promise<Map<string, StoredScorecard[]>> {
    const rows = await this.#knex('scorecards_scorecards')
      .whereIn('entity_ref', entityRefs)
      .orderBy('framework_id')
      .select(SUMMARY_COLUMNS);
    const versions = await this.#rules.get(
      new Set(rows.map(row => row.rules_hash)),
    );
    const scorecards = new Map<string, StoredScorecard[]>();
    for (const row of rows) {
      const controls = versions.get(row.rules_hash)?.controls ?? [];
      const unpacked = unpackVerdicts(row.verdicts);
      const scorecard: StoredScorecard = {
        entityRef: row.entity_ref,
        frameworkId: row.framework_id,
        rulesHash: row.rules_hash,
        listed: Boolean(row.listed),
        totals: JSON.parse(row.summary),
        verdicts: new Map(
          controls.flatMap((id, position) => {
            const known = unpacked[position];
            return known ? [[id, known] as const] : [];
          }),
        ),
      };
      const others = scorecards.get(row.entity_ref);
      if (others) {
        others.push(scorecard);
      } else {
        scorecards.set(row.entity_ref, [scorecard]);
      }
    }
    return scorecards;
  }

  /**
   * But for what somebody else evaluated meanwhile: a replica that was taken for
   * dead may come back, and what it found is out of date.
   */
  async save(evaluation: Evaluation, now: Date): Promise<void> {
    await inTransaction(this.#knex, async transaction => {
      const { changes, ended, settled, gone, above } = withoutOvertaken(
        evaluation,
        await DueStore.lock(
          transaction,
          evaluation.settled.map(({ due }) => due.entityRef),
        ),
      );
      await DropStore.record(transaction, changes, now);
      for (const chunk of inChunks(changes, CHUNK)) {
        await transaction('scorecards_scorecards')
          .insert(chunk.map(toRow))
          .onConflict(['entity_ref', 'framework_id'])
          .merge();
        const intervals = chunk.flatMap(toIntervalRow);
        if (intervals.length > 0) {
          await transaction('scorecards_intervals').insert(intervals);
        }
      }
      for (const { entityRef, frameworkId } of ended) {
        await closeIntervals(transaction, [entityRef], now, frameworkId);
        await transaction('scorecards_scorecards')
          .where({ entity_ref: entityRef, framework_id: frameworkId })
          .delete();
      }
      await DueStore.settle(transaction, settled);
      await transaction('scorecards_due').whereIn('entity_ref', gone).delete();
      for (const entity of above) {
        await DueStore.markBelow(transaction, entity, now);
      }
    });
  }
}

function withoutOvertaken(
  evaluation: Evaluation,
  evaluatedAt: ReadonlyMap<string, Date | undefined>,
): Evaluation {
  const settled = evaluation.settled.filter(
    ({ due: { entityRef, evaluatedAt: before } }) =>
      evaluatedAt.has(entityRef) &&
      evaluatedAt.get(entityRef)?.getTime() === before?.getTime(),
  );
  const refs = new Set(settled.map(({ due }) => due.entityRef));
  const isOurs = ({ entityRef }: { entityRef: string }) => refs.has(entityRef);
  return {
    settled,
    changes: evaluation.changes.filter(isOurs),
    ended: evaluation.ended.filter(isOurs),
    gone: evaluation.gone,
    above: evaluation.above.filter(({ ref }) => refs.has(ref)),
  };
}

function toRow(change: ScorecardChange) {
  const { totals } = change;
  return {
    entity_ref: change.entityRef,
    framework_id: change.frameworkId,
    rules_hash: change.rulesHash,
    listed: change.listed,
    ...standingOf(totals),
    summary: JSON.stringify(totals),
    verdicts: columnText(packVerdicts(change.verdicts)),
  };
}

/** As both tables have it. */
function standingOf({ level, score }: ScorecardTotals) {
  return {
    level: level ?? null,
    score: score === undefined ? NO_SCORE : Math.round(score * SCORE_UNITS),
  };
}

function toIntervalRow(change: ScorecardChange) {
  const { interval, verdicts, totals } = change;
  if (!interval) {
    return [];
  }
  const reasons = Object.fromEntries(
    interval.changed.flatMap(position => {
      const reason = verdicts[position]?.reason;
      return reason === undefined ? [] : [[position, reason]];
    }),
  );
  return [
    {
      entity_ref: change.entityRef,
      framework_id: change.frameworkId,
      from_at: interval.from,
      rules_hash: change.rulesHash,
      ...standingOf(totals),
      verdicts: verdictLetters(verdicts),
      reasons: columnText(JSON.stringify(reasons)),
      facts: JSON.stringify(interval.facts),
      stated: statedOf(verdicts),
    },
  ];
}

/** Ids of the decisions and statements that counted, by position. */
function statedOf(verdicts: ScorecardChange['verdicts']): string | null {
  const stated = verdicts.flatMap((known, position) => {
    const { decisionId: decision, attestationId: attestation } = known ?? {};
    return decision || attestation
      ? [[position, { decision, attestation }]]
      : [];
  });
  return stated.length > 0 ? JSON.stringify(Object.fromEntries(stated)) : null;
}
