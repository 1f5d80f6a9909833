import type { Knex } from 'knex';
import {
  canonicalJson,
  inChunks,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { composeEtag, composeFieldColumns } from '../services/composeModel';
import type { ClaimableModel, ClaimDecision } from '../services/decideClaims';
import { splitRegistryRef } from '../services/registryRefs';
import { lockRevisions, takeNumbers } from './counters';
import { spreadClasses } from './datasetClasses';
import type { ClaimRow, ModelRow } from './rows';

/** A claim as readers see it. */
export interface Claim {
  entityRef: string;
  target: string;
  accepted: boolean;
  reason?: string;
}

/**
 * Claims of hand-written entities, and what they do to the models.
 */
export class ClaimStore {
  readonly #knex: Knex;
  readonly #registryIds: string[];

  constructor(options: { knex: Knex; registryIds: string[] }) {
    this.#knex = options.knex;
    this.#registryIds = options.registryIds;
  }

  async firstSeen(): Promise<Map<string, number>> {
    const rows = await this.#knex<ClaimRow>('models_claims');
    return new Map(
      rows.map(row => [row.entity_ref, new Date(row.first_seen_at).getTime()]),
    );
  }

  /**
   * The models that the given refs could mean.
   */
  async findClaimable(options: {
    registryRefs: string[];
    generatedRefs: string[];
  }): Promise<ClaimableModel[]> {
    const pairs = options.registryRefs
      .map(splitRegistryRef)
      .filter(pair => pair !== undefined);
    const rows = new Map<string, ModelRow>();
    const read = async (column: string | string[], values: unknown[]) => {
      for (const batch of inChunks(values, 200)) {
        const found: ModelRow[] = await this.#knex('models_models')
          .whereIn('registry_id', this.#registryIds)
          .whereNull('deleted_at')
          .whereIn(column as string, batch as string[]);
        for (const row of found) {
          rows.set(row.id, row);
        }
      }
    };
    await read(['registry_id', 'native_name'], pairs);
    await read('generated_ref', options.generatedRefs);
    return [...rows.values()].map(row => ({
      id: row.id,
      registryRef: `${row.registry_id}/${row.native_name}`,
      generatedRef: row.generated_ref,
      tags: JSON.parse(row.fields).tags,
    }));
  }

  /**
   * Records the decisions and applies them to the models, with a new revision
   * where that makes a difference.
   *
   * @returns how many models look different now.
   */
  async apply(decisions: ClaimDecision[], now: Date): Promise<number> {
    return this.#knex.transaction(async transaction => {
      await lockRevisions(transaction);
      await replaceClaims(transaction, decisions, now);
      const byModel = new Map<string, ClaimDecision>();
      for (const decision of decisions) {
        if (
          decision.model &&
          (decision.accepted || !byModel.has(decision.model.id))
        ) {
          byModel.set(decision.model.id, decision);
        }
      }
      const claimed = await transaction<ModelRow>('models_models')
        .whereNot('claim_state', 'none')
        .select('id');
      const ids = [
        ...new Set([...byModel.keys(), ...claimed.map(row => row.id)]),
      ];
      let changed = 0;
      for (const batch of inChunks(ids, 100)) {
        const rows = await transaction<ModelRow>('models_models')
          .whereIn('id', batch)
          .forUpdate();
        const reclassified: string[] = [];
        for (const row of rows) {
          const next = withClaim(row, byModel.get(row.id));
          if (next.etag !== row.etag) {
            await transaction('models_models')
              .where({ id: row.id })
              .update({
                ...next,
                revision: await takeNumbers(transaction, 'revision', 1),
              });
            changed += 1;
            if (next.data_classification !== row.data_classification) {
              reclassified.push(row.id);
            }
          }
        }
        await spreadClasses(transaction, reclassified);
      }
      return changed;
    });
  }

  /**
   * An entity's claim and, where there is one, the model that it claims.
   */
  async find(
    entityRef: string,
  ): Promise<{ claim: Claim; modelId?: string } | undefined> {
    const row = await this.#knex<ClaimRow>('models_claims')
      .where({ entity_ref: entityRef.toLocaleLowerCase('en-US') })
      .first();
    return (
      row && {
        claim: {
          entityRef: row.entity_ref,
          target: row.target,
          accepted: row.state === 'accepted',
          reason: row.reason ?? undefined,
        },
        modelId: row.model_id ?? undefined,
      }
    );
  }
}

async function replaceClaims(
  transaction: Knex.Transaction,
  decisions: ClaimDecision[],
  now: Date,
): Promise<void> {
  const refs = decisions.map(item => item.candidate.entityRef);
  const known = await transaction<ClaimRow>('models_claims').select(
    'entity_ref',
  );
  const gone = known
    .map(row => row.entity_ref)
    .filter(ref => !refs.includes(ref));
  for (const batch of inChunks(gone, 500)) {
    await transaction('models_claims').whereIn('entity_ref', batch).delete();
  }
  for (const batch of inChunks(decisions, 100)) {
    await transaction('models_claims')
      .insert(
        batch.map(decision => ({
          entity_ref: decision.candidate.entityRef,
          model_id: decision.model?.id ?? null,
          target: decision.target,
          first_seen_at: now,
          state: decision.accepted ? 'accepted' : 'rejected',
          reason: decision.reason ?? null,
        })),
      )
      .onConflict('entity_ref')
      .merge(['model_id', 'target', 'state', 'reason']);
  }
}

/**
 * The columns that a claim decides about.
 */
function withClaim(
  row: ModelRow,
  decision: ClaimDecision | undefined,
): Partial<ModelRow> {
  const accepted = decision?.accepted === true;
  let state = 'none';
  if (decision) {
    state = accepted ? 'claimed' : 'rejected';
  }
  const claim: Partial<ModelRow> = {
    claim_state: state,
    claimed_by: decision?.candidate.entityRef ?? null,
    claim_reason: decision?.reason ?? null,
    entity_ref: accepted ? decision.candidate.entityRef : row.generated_ref,
    entity_fields: accepted ? canonicalJson(decision.candidate.fields) : null,
  };
  Object.assign(claim, composeFieldColumns({ ...row, ...claim }));
  return {
    ...claim,
    etag:
      row.deleted_at === null ? composeEtag({ ...row, ...claim }) : row.etag,
  };
}
