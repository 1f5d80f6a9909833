import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { describeFailure } from '@platform-ops/backstage-plugin-platform-ops-node';
import type {
  CampaignStore,
  Reminder,
  StoredCampaign,
} from '../database/CampaignStore';
import { dateOf, daysBetween } from './dates';
import { findOccasion } from './findOccasion';
import type { EntityProgress, ProgressReader } from './ProgressReader';

const MOST_CAMPAIGNS = 1000;
const MOST_NAMED = 3;

/**
 * Reminds those of a campaign who own something that is open: each of them once
 * on each occasion, in one replica at a time.
 */
export class ReminderTask {
  readonly #scheduler: SchedulerService;
  readonly #notifications: NotificationService;
  readonly #logger: LoggerService;
  readonly #store: CampaignStore;
  readonly #progress: ProgressReader;
  readonly #now: () => Date;

  constructor(options: {
    scheduler: SchedulerService;
    notifications: NotificationService;
    logger: LoggerService;
    campaignStore: CampaignStore;
    progress: ProgressReader;
    now?: () => Date;
  }) {
    this.#scheduler = options.scheduler;
    this.#notifications = options.notifications;
    this.#logger = options.logger;
    this.#store = options.campaignStore;
    this.#progress = options.progress;
    this.#now = options.now ?? (() => new Date());
  }

  async schedule(): Promise<void> {
    await this.#scheduler.scheduleTask({
      id: 'scorecards-remind',
      frequency: { minutes: 30 },
      timeout: { minutes: 15 },
      initialDelay: { minutes: 2 },
      fn: signal => this.#run(signal),
    });
  }

  async #run(signal: AbortSignal): Promise<void> {
    const now = this.#now();
    const today = dateOf(now);
    const campaigns = await this.#store.list({
      states: ['running', 'overdue'],
      today,
      limit: MOST_CAMPAIGNS,
    });
    const waiting = campaigns.flatMap(campaign => {
      const { dueOn, startedAt } = campaign;
      const startedOn = dateOf(new Date(startedAt));
      const occasion = findOccasion({ startedOn, dueOn, today });
      return occasion === undefined ? [] : [{ campaign, occasion }];
    });
    const progress = await this.#progress.read(
      waiting.map(({ campaign }) => campaign),
    );
    for (const [position, { campaign, occasion }] of waiting.entries()) {
      for (const [ownerRef, entities] of byOwner(
        progress[position],
        campaign.ownerRef,
      )) {
        const open = entities.reduce(
          (sum, entity) => sum + entity.open.length,
          0,
        );
        const reminder = { campaignId: campaign.id, occasion, ownerRef, open };
        if (
          signal.aborted ||
          !(await this.#remind(reminder, campaign, entities, now))
        ) {
          return;
        }
      }
    }
  }

  /** @returns false where notifications do not work, so all wait. */
  async #remind(
    reminder: Reminder,
    campaign: StoredCampaign,
    entities: EntityProgress[],
    now: Date,
  ): Promise<boolean> {
    if (!(await this.#store.claimReminder(reminder, now))) {
      return true;
    }
    try {
      await this.#notifications.send({
        recipients: { type: 'entity', entityRef: reminder.ownerRef },
        payload: toPayload(reminder, campaign, entities, dateOf(now)),
      });
      return true;
    } catch (error) {
      await this.#store.releaseReminder(reminder);
      this.#logger.warn(
        `Nobody could be reminded of a campaign, it is tried again: ${describeFailure(
          error,
        )}`,
      );
      return false;
    }
  }
}

/** Of what nobody owns, who leads the campaign is told. */
function byOwner(
  entities: EntityProgress[],
  leader: string,
): Map<string, EntityProgress[]> {
  const open = new Map<string, EntityProgress[]>();
  for (const entity of entities.filter(item => item.open.length > 0)) {
    const { owner = leader } = entity;
    open.set(owner, [...(open.get(owner) ?? []), entity]);
  }
  return open;
}

function toPayload(
  { open }: Reminder,
  { id, title, dueOn }: StoredCampaign,
  entities: EntityProgress[],
  today: string,
) {
  const names = entities.slice(0, MOST_NAMED).map(entity => entity.title);
  const others = entities.length - names.length;
  const isOverdue = dueOn < today;
  return {
    title: `${title}: ${describeDue(dueOn, today)}`,
    description: `${countOf(
      open,
      'control is',
      'controls are',
    )} open of ${names.join(', ')}${others > 0 ? ` and ${others} more` : ''}.`,
    link: `/compliance/campaigns?campaign=${id}`,
    severity: isOverdue ? ('high' as const) : ('normal' as const),
    topic: 'scorecards.campaign',
    scope: `scorecards/campaign/${id}`,
  };
}

function describeDue(dueOn: string, today: string): string {
  const days = daysBetween(today, dueOn);
  if (days === 0) {
    return 'due today';
  }
  return days > 0
    ? `due in ${countOf(days, 'day', 'days')}`
    : `overdue for ${countOf(-days, 'day', 'days')}`;
}

function countOf(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
