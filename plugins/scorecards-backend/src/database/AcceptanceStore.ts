import type { Knex } from 'knex';
import {
  columnText,
  toTimestamp,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type { Acceptance } from '@platform-ops/backstage-plugin-scorecards-common';
import type { Act } from './DecisionStore';
import { isUniqueViolation } from './isUniqueViolation';

/** A control, and the text of it that somebody read. */
export interface ReadText {
  frameworkId: string;
  controlId: string;
  textHash: string;
}

/** Acceptances that hold, by {@link acceptanceKey}. */
export type Acceptances = ReadonlyMap<string, Acceptance>;

export function acceptanceKey(text: ReadText): string {
  return `${text.frameworkId} ${text.controlId} ${text.textHash}`;
}

/**
 * Keeps who accepted the text of which unverified control.
 */
export class AcceptanceStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** All that hold, of texts that are not in force any more too. */
  async inForce(): Promise<Acceptances> {
    const rows = await this.#knex('scorecards_acceptances')
      .whereNull('withdrawn_at')
      .select('*');
    return new Map(
      rows.map(row => [
        acceptanceKey({
          frameworkId: row.framework_id,
          controlId: row.control_id,
          textHash: row.text_hash,
        }),
        {
          acceptedBy: row.accepted_by,
          acceptedAt: toTimestamp(row.accepted_at),
          comment: row.comment,
        },
      ]),
    );
  }

  /** @returns false where it was accepted already. */
  async add(text: ReadText, { by, at, comment }: Act): Promise<boolean> {
    try {
      await this.#knex('scorecards_acceptances').insert({
        framework_id: text.frameworkId,
        control_id: text.controlId,
        text_hash: text.textHash,
        accepted_by: by,
        accepted_at: at,
        comment: columnText(comment),
      });
    } catch (error) {
      if (isUniqueViolation(error)) {
        return false;
      }
      throw error;
    }
    return true;
  }

  /** @returns false where none held. */
  async withdraw(text: ReadText, { by, at, comment }: Act): Promise<boolean> {
    const count = await this.#knex('scorecards_acceptances')
      .where({
        framework_id: text.frameworkId,
        control_id: text.controlId,
        text_hash: text.textHash,
      })
      .whereNull('withdrawn_at')
      .update({
        withdrawn_by: by,
        withdrawn_at: at,
        withdrawal: columnText(comment),
      });
    return count > 0;
  }
}
