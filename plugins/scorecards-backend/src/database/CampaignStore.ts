import type { Knex } from 'knex';
import {
  columnText,
  inChunks,
  toTimestamp,
  type StoredTime,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type {
  Campaign,
  CampaignState,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type { ClaimStore } from './ClaimStore';

const CHUNK = 500;

/** Which controls of which entities; all where nothing is said. */
export interface CampaignScope {
  controls?: string[];
  kinds?: string[];
  owners?: string[];
  systems?: string[];
}

/** A campaign as it was started, and whether it was ended. */
export interface StoredCampaign
  extends CampaignScope,
    Pick<
      Campaign,
      | 'id'
      | 'title'
      | 'description'
      | 'frameworkId'
      | 'ownerRef'
      | 'dueOn'
      | 'startedBy'
      | 'startedAt'
      | 'endedBy'
      | 'endedAt'
    > {
  /** The last day of reminders that was dealt with. */
  remindedOn?: string;
}

/** How an entity stood when a campaign was ended. */
export interface CampaignEnd {
  entityRef: string;
  title: string;
  owner?: string;
  rulesHash: string;
  /** One for each control of these rules. */
  letters: string;
}

/** Somebody to be reminded of a campaign, and why now. */
export interface Reminder {
  campaignId: string;
  /** A date. */
  occasion: string;
  ownerRef: string;
  /** How many controls are open. */
  open: number;
}

interface Row {
  id: string;
  title: string;
  description: string | null;
  framework_id: string;
  scope: string;
  owner_ref: string;
  due_on: string;
  started_by: string;
  started_at: StoredTime;
  ended_by: string | null;
  ended_at: StoredTime | null;
  reminded_on: string | null;
}

/**
 * Keeps campaigns, how they began, and who was reminded.
 */
export class CampaignStore {
  readonly #knex: Knex;
  readonly #claims: ClaimStore;

  constructor(knex: Knex, claims: ClaimStore) {
    this.#knex = knex;
    this.#claims = claims;
  }

  /** @param metAtStart - How many controls each of its entities meets. */
  async add(
    campaign: StoredCampaign,
    metAtStart: ReadonlyMap<string, number>,
  ): Promise<void> {
    const { controls, kinds, owners, systems } = campaign;
    await this.#knex.transaction(async transaction => {
      await transaction('scorecards_campaigns').insert({
        id: campaign.id,
        title: columnText(campaign.title),
        description: columnText(campaign.description),
        framework_id: campaign.frameworkId,
        scope: columnText(JSON.stringify({ controls, kinds, owners, systems })),
        owner_ref: campaign.ownerRef,
        due_on: campaign.dueOn,
        started_by: campaign.startedBy,
        started_at: new Date(campaign.startedAt),
      });
      const starts = [...metAtStart].map(([entityRef, met]) => ({
        campaign_id: campaign.id,
        entity_ref: entityRef,
        met,
      }));
      for (const chunk of inChunks(starts, CHUNK)) {
        await transaction('scorecards_campaign_starts').insert(chunk);
      }
    });
  }

  async get(id: string): Promise<StoredCampaign | undefined> {
    const row = await this.#knex('scorecards_campaigns').where({ id }).first();
    return row && toCampaign(row);
  }

  /** The first to be due first, and what was ended last. */
  async list(options: {
    states?: CampaignState[];
    frameworks?: string[];
    today: string;
    limit: number;
  }): Promise<StoredCampaign[]> {
    const { states, frameworks, today } = options;
    const query = this.#knex('scorecards_campaigns')
      .orderByRaw(
        'CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END, due_on, started_at, id',
      )
      .limit(options.limit)
      .select('*');
    if (frameworks) {
      query.whereIn('framework_id', frameworks);
    }
    if (states) {
      query.where(within => {
        within.whereRaw('1 = 0');
        if (states.includes('ended')) {
          within.orWhereNotNull('ended_at');
        }
        if (states.includes('running')) {
          within.orWhere(running =>
            running.whereNull('ended_at').where('due_on', '>=', today),
          );
        }
        if (states.includes('overdue')) {
          within.orWhere(overdue =>
            overdue.whereNull('ended_at').where('due_on', '<', today),
          );
        }
      });
    }
    return (await query).map(toCampaign);
  }

  /**
   * @param ends - How its entities stand now.
   * @returns false where it had been ended.
   */
  async end(
    id: string,
    by: string,
    at: Date,
    ends: CampaignEnd[],
  ): Promise<boolean> {
    return this.#knex.transaction(async transaction => {
      const ended = await transaction('scorecards_campaigns')
        .where({ id })
        .whereNull('ended_at')
        .update({ ended_by: by, ended_at: at });
      if (ended === 0) {
        return false;
      }
      for (const chunk of inChunks(ends, CHUNK)) {
        await transaction('scorecards_campaign_ends').insert(
          chunk.map(end => ({
            campaign_id: id,
            entity_ref: end.entityRef,
            title: columnText(end.title),
            owner: end.owner ?? null,
            rules_hash: end.rulesHash,
            letters: end.letters,
          })),
        );
      }
      return true;
    });
  }

  /** How entities stood at the end, by campaign; only those that were counted. */
  async ends(ids: string[]): Promise<Map<string, CampaignEnd[]>> {
    const ends = new Map<string, CampaignEnd[]>();
    const rows = await this.#knex('scorecards_campaign_ends')
      .whereIn('campaign_id', ids)
      .orderBy('entity_ref')
      .select('*');
    for (const row of rows) {
      const end = {
        entityRef: row.entity_ref,
        title: row.title,
        owner: row.owner ?? undefined,
        rulesHash: row.rules_hash,
        letters: row.letters,
      };
      const known = ends.get(row.campaign_id);
      if (known) {
        known.push(end);
      } else {
        ends.set(row.campaign_id, [end]);
      }
    }
    return ends;
  }

  /** All were reminded on this occasion who were to be. */
  async noteReminded(id: string, occasion: string): Promise<void> {
    await this.#knex('scorecards_campaigns')
      .where({ id })
      .where(within =>
        within.whereNull('reminded_on').orWhere('reminded_on', '<', occasion),
      )
      .update({ reminded_on: occasion });
  }

  /** How many controls each entity met when it began, by campaign. */
  async metAtStart(ids: string[]): Promise<Map<string, Map<string, number>>> {
    const met = new Map(ids.map(id => [id, new Map<string, number>()]));
    const rows = await this.#knex('scorecards_campaign_starts')
      .whereIn('campaign_id', ids)
      .where('met', '>', 0)
      .select('campaign_id', 'entity_ref', 'met');
    for (const row of rows) {
      met.get(row.campaign_id)!.set(row.entity_ref, row.met);
    }
    return met;
  }

  /** Who was reminded, the newest first, by campaign. */
  async reminders(ids: string[]): Promise<Map<string, Campaign['reminders']>> {
    const rows = await this.#knex('scorecards_reminders')
      .whereIn('campaign_id', ids)
      .orderBy([{ column: 'sent_at', order: 'desc' }, { column: 'owner_ref' }])
      .select('campaign_id', 'sent_at', 'owner_ref', 'open');
    const reminders = new Map<string, Campaign['reminders']>(
      ids.map(id => [id, []]),
    );
    for (const row of rows) {
      reminders.get(row.campaign_id)!.push({
        at: toTimestamp(row.sent_at),
        ownerRef: row.owner_ref,
        open: row.open,
      });
    }
    return reminders;
  }

  /**
   * Reminds them, unless somebody else does or did. Where that fails, or this
   * process ends meanwhile, they are reminded again.
   */
  async remindOnce(
    reminder: Reminder,
    now: Date,
    remind: () => Promise<void>,
  ): Promise<void> {
    const { campaignId, occasion, ownerRef, open } = reminder;
    const row = {
      campaign_id: campaignId,
      occasion,
      owner_ref: ownerRef,
    };
    await this.#claims.run(
      `reminder ${campaignId} ${occasion} ${ownerRef}`,
      async () => {
        const [known] = await this.#knex('scorecards_reminders')
          .where(row)
          .select('occasion');
        if (!known) {
          await remind();
          await this.#knex('scorecards_reminders').insert({
            ...row,
            sent_at: now,
            open,
          });
        }
      },
    );
  }
}

function toCampaign(row: Row): StoredCampaign {
  return {
    ...(JSON.parse(row.scope) as CampaignScope),
    id: row.id,
    title: row.title,
    description: row.description ?? undefined,
    frameworkId: row.framework_id,
    ownerRef: row.owner_ref,
    dueOn: row.due_on,
    startedBy: row.started_by,
    startedAt: toTimestamp(row.started_at),
    endedBy: row.ended_by ?? undefined,
    endedAt: toTimestamp(row.ended_at),
    remindedOn: row.reminded_on ?? undefined,
  };
}
