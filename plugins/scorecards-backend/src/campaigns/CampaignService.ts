import { randomUUID } from 'node:crypto';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  startCampaignSchema,
  type Campaign,
  type campaignEntitiesQuerySchema,
  type CampaignEntitiesResponse,
  type ListCampaignsResponse,
  type listCampaignsQuerySchema,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { entityRefSchema } from '@platform-ops/backstage-plugin-platform-ops-common';
import {
  compareKeys,
  pageByKey,
  type SortKey,
  type VisibleRefs,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type { Verdict } from '@platform-ops/scorecards';
import type { z } from 'zod';
import type { CampaignStore, StoredCampaign } from '../database/CampaignStore';
import type { KnownVerdict } from '../database/packVerdicts';
import type { ScorecardStore } from '../database/ScorecardStore';
import type { Rules } from '../rulebook/Rules';
import { toControlVerdict } from '../services/toControlVerdict';
import { dateOf } from './dates';
import type { EntityProgress, ProgressReader } from './ProgressReader';

const MOST_CAMPAIGNS = 200;
const MOST_REMINDERS = 20;

/**
 * Starts and ends campaigns, and tells how far they are.
 */
export class CampaignService {
  readonly #rules: Rules;
  readonly #store: CampaignStore;
  readonly #scorecards: ScorecardStore;
  readonly #progress: ProgressReader;
  readonly #now: () => Date;

  constructor(options: {
    rules: Rules;
    campaignStore: CampaignStore;
    scorecards: ScorecardStore;
    progress: ProgressReader;
    now?: () => Date;
  }) {
    this.#rules = options.rules;
    this.#store = options.campaignStore;
    this.#scorecards = options.scorecards;
    this.#progress = options.progress;
    this.#now = options.now ?? (() => new Date());
  }

  async list(
    query: z.output<typeof listCampaignsQuerySchema>,
    visible: VisibleRefs,
  ): Promise<ListCampaignsResponse> {
    const campaigns = await this.#store.list({
      states: query.state,
      frameworks: query.framework,
      today: dateOf(this.#now()),
      limit: MOST_CAMPAIGNS,
    });
    return { items: await this.#describe(campaigns, visible) };
  }

  /** @throws NotFoundError where there is no such campaign. */
  async get(id: string, visible: VisibleRefs): Promise<Campaign> {
    const [campaign] = await this.#describe([await this.#find(id)], visible);
    return campaign;
  }

  /** @throws NotFoundError where there is no such campaign. */
  async entities(
    id: string,
    query: z.output<typeof campaignEntitiesQuerySchema>,
    visible: VisibleRefs,
  ): Promise<CampaignEntitiesResponse> {
    const campaign = await this.#find(id);
    const [all] = await this.#progress.read([campaign]);
    const entities = all
      .filter(
        ({ entityRef, open }) =>
          isAmong(visible, entityRef) &&
          (query.show === 'all' || open.size > 0),
      )
      .sort((a, b) => compareKeys(keyOf(a), keyOf(b)));
    const page = pageByKey(entities, {
      list: `campaign ${id} ${query.show}`,
      keyOf,
      limit: query.limit,
      cursor: query.cursor,
    });
    const scorecards = await this.#scorecards.list(
      page.items.map(({ entityRef }) => entityRef),
    );
    return {
      items: page.items.map(({ entityRef, title, owner, met, total, open }) => {
        const verdicts = scorecards
          .get(entityRef)
          ?.find(
            ({ frameworkId }) => frameworkId === campaign.frameworkId,
          )?.verdicts;
        return {
          entityRef,
          title,
          owner,
          met,
          total,
          open: (
            this.#rules.framework(campaign.frameworkId)?.controls ?? []
          ).flatMap(({ definition }) => {
            const known = knownOf(
              campaign,
              open.get(definition.id),
              verdicts?.get(definition.id),
            );
            return known
              ? [
                  toControlVerdict(definition, known, ref =>
                    isAmong(visible, ref),
                  ),
                ]
              : [];
          }),
        };
      }),
      totalItems: entities.length,
      nextCursor: page.nextCursor,
    };
  }

  /** @throws InputError naming the field that is wrong. */
  async start(
    asked: z.output<typeof startCampaignSchema>,
    userRef: string,
    visible: VisibleRefs,
  ): Promise<Campaign> {
    const now = this.#now();
    const campaign: StoredCampaign = {
      ...asked,
      owners: readRefs('owners', asked.owners),
      systems: readRefs('systems', asked.systems),
      id: randomUUID(),
      startedBy: userRef,
      startedAt: now.toISOString(),
    };
    this.#check(campaign, dateOf(now));
    const [entities] = await this.#progress.readNow([campaign]);
    if (entities.length === 0) {
      throw new InputError(
        'There is no entity of which any of these controls is asked; expected is at least one',
      );
    }
    await this.#store.add(
      campaign,
      new Map(entities.map(({ entityRef, met }) => [entityRef, met])),
    );
    return this.get(campaign.id, visible);
  }

  /**
   * @throws NotFoundError where there is no such campaign, ConflictError where
   *   it was ended.
   */
  async end(
    id: string,
    userRef: string,
    visible: VisibleRefs,
  ): Promise<Campaign> {
    const ends = await this.#progress.readEnds(await this.#find(id));
    if (!(await this.#store.end(id, userRef, this.#now(), ends))) {
      const { endedBy, endedAt } = await this.#find(id);
      throw new ConflictError(`${endedBy} ended it at ${endedAt}`);
    }
    return this.get(id, visible);
  }

  async #find(id: string): Promise<StoredCampaign> {
    const campaign = /^[0-9a-f-]{36}$/.test(id)
      ? await this.#store.get(id)
      : undefined;
    if (!campaign) {
      throw new NotFoundError(`There is no campaign ${id}`);
    }
    return campaign;
  }

  #check(
    { frameworkId, controls, kinds, dueOn }: StoredCampaign,
    today: string,
  ): void {
    const framework = this.#rules.framework(frameworkId);
    if (!framework) {
      throw new InputError(
        `frameworkId: found '${frameworkId}', allowed are ${this.#rules.frameworks
          .map(({ id }) => id)
          .join(', ')}`,
      );
    }
    const known = framework.controls.map(({ definition }) => definition.id);
    const wrong = controls?.find(id => !known.includes(id));
    if (wrong !== undefined) {
      throw new InputError(
        `controls: found '${wrong}', allowed are the controls of ${framework.title}, such as ${known[0]}`,
      );
    }
    const askedOf = framework.spec.appliesTo.kinds;
    const stranger = kinds?.find(
      kind => !askedOf.some(name => name.toLowerCase() === kind.toLowerCase()),
    );
    if (stranger !== undefined) {
      throw new InputError(
        `kinds: found '${stranger}', allowed is what ${
          framework.title
        } is asked of: ${askedOf.join(', ')}`,
      );
    }
    if (dueOn < today) {
      throw new InputError(
        `dueOn: found '${dueOn}', allowed is ${today} or later`,
      );
    }
  }

  async #describe(
    campaigns: StoredCampaign[],
    visible: VisibleRefs,
  ): Promise<Campaign[]> {
    const ids = campaigns.map(({ id }) => id);
    const progress = await this.#progress.read(campaigns);
    const starts = await this.#store.metAtStart(ids);
    const reminders = await this.#store.reminders(ids);
    const today = dateOf(this.#now());
    return campaigns.map(({ remindedOn, ...campaign }, position): Campaign => {
      const entities = progress[position].filter(({ entityRef }) =>
        isAmong(visible, entityRef),
      );
      const metAtStart = starts.get(campaign.id)!;
      const owners = new Set(entities.map(({ owner }) => owner));
      return {
        ...campaign,
        frameworkTitle:
          this.#rules.framework(campaign.frameworkId)?.title ??
          campaign.frameworkId,
        state: stateOf(campaign, today),
        progress: {
          entities: entities.length,
          total: sum(entities, ({ total }) => total),
          met: sum(entities, ({ met }) => met),
          metAtStart: sum(entities, ({ entityRef, total }) =>
            // By other rules it may have been asked for more then.
            Math.min(metAtStart.get(entityRef) ?? 0, total),
          ),
          countedAt: campaign.endedAt,
        },
        reminders: reminders
          .get(campaign.id)!
          .filter(({ ownerRef }) => visible === 'all' || owners.has(ownerRef))
          .slice(0, MOST_REMINDERS),
      };
    });
  }
}

function stateOf(
  { endedAt, dueOn }: StoredCampaign,
  today: string,
): Campaign['state'] {
  if (endedAt !== undefined) {
    return 'ended';
  }
  return dueOn < today ? 'overdue' : 'running';
}

/** What an open control says: now, or as far as it is known when it ended. */
function knownOf(
  { endedAt }: StoredCampaign,
  open: Verdict | undefined,
  now: KnownVerdict | undefined,
): KnownVerdict | undefined {
  if (open === undefined || endedAt === undefined) {
    return open && now;
  }
  const isSince = now?.verdict === open && now.since.toISOString() <= endedAt;
  return {
    verdict: open,
    isUpcoming: false,
    since: isSince ? now.since : new Date(endedAt),
  };
}

/** Those of an owner together. */
function keyOf({ owner, title, entityRef }: EntityProgress): SortKey {
  return [owner ?? '', title.toLocaleLowerCase('en-US'), entityRef];
}

function readRefs(
  field: string,
  refs: string[] | undefined,
): string[] | undefined {
  return refs?.map(found => {
    const ref = entityRefSchema.safeParse(found);
    if (!ref.success) {
      throw new InputError(
        `${field}: found '${found}', allowed is a full entity ref, kind:namespace/name`,
      );
    }
    return ref.data;
  });
}

function isAmong(visible: VisibleRefs, entityRef: string): boolean {
  return visible === 'all' || visible.has(entityRef);
}

function sum<T>(items: T[], valueOf: (item: T) => number): number {
  return items.reduce((total, item) => total + valueOf(item), 0);
}
