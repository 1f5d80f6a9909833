import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type {
  NotificationSendOptions,
  NotificationService,
} from '@backstage/plugin-notifications-node';
import { describeFailure } from '@platform-ops/backstage-plugin-platform-ops-node';
import type {
  CampaignStore,
  Reminder,
  StoredCampaign,
} from '../database/CampaignStore';
import { dateOf, daysBetween } from './dates';
import { findOccasions } from './findOccasions';
import type { EntityProgress, ProgressReader } from './ProgressReader';

const MOST_CAMPAIGNS = 1000;
const MOST_NAMED = 3;

const MOST_MISSED = 5;

/**
 * Reminds those of a campaign who own something that is open: each of them once
 * on each occasion, in one replica at a time. Of occasions on which the portal
 * was away the last is made up for, and the others are named.
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
      const { dueOn, startedAt, remindedOn } = campaign;
      const startedOn = dateOf(new Date(startedAt));
      const occasions = findOccasions({ from: startedOn, until: today, dueOn });
      const missed = occasions.filter(
        date => date > (remindedOn ?? '') && date < today,
      );
      const occasion = occasions.at(-1);
      return occasion ? [{ campaign, occasion, missed }] : [];
    });
    const progress = await this.#progress.read(
      waiting.map(({ campaign }) => campaign),
    );
    for (const [
      position,
      { campaign, occasion, missed },
    ] of waiting.entries()) {
      for (const [ownerRef, entities] of byOwner(
        progress[position],
        campaign.ownerRef,
      )) {
        const open = entities.reduce(
          (sum, entity) => sum + entity.open.size,
          0,
        );
        const reminder = { campaignId: campaign.id, occasion, ownerRef, open };
        if (
          signal.aborted ||
          !(await this.#remind(
            reminder,
            toPayload(reminder, campaign, entities, { today, missed }),
          ))
        ) {
          return;
        }
      }
      await this.#store.noteReminded(campaign.id, occasion);
    }
  }

  /** @returns false where notifications do not work, so all wait. */
  async #remind(
    reminder: Reminder,
    payload: NotificationSendOptions['payload'],
  ): Promise<boolean> {
    try {
      await this.#store.remindOnce(reminder, this.#now(), () =>
        this.#notifications.send({
          recipients: { type: 'entity', entityRef: reminder.ownerRef },
          payload,
        }),
      );
      return true;
    } catch (error) {
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
  for (const entity of entities.filter(item => item.open.size > 0)) {
    const { owner = leader } = entity;
    open.set(owner, [...(open.get(owner) ?? []), entity]);
  }
  return open;
}

function toPayload(
  { open }: Reminder,
  { id, title, dueOn }: StoredCampaign,
  entities: EntityProgress[],
  { today, missed }: { today: string; missed: string[] },
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
    )} open of ${names.join(', ')}${
      others > 0 ? ` and ${others} more` : ''
    }.${describeMissed(missed)}`,
    link: `/compliance/campaigns?campaign=${id}`,
    severity: isOverdue ? ('high' as const) : ('normal' as const),
    topic: 'scorecards.campaign',
    scope: `scorecards/campaign/${id}`,
  };
}

/** The portal was away, or nobody could be told. */
function describeMissed(missed: string[]): string {
  if (missed.length === 0) {
    return '';
  }
  const named = missed.slice(-MOST_MISSED);
  const others = missed.length - named.length;
  return ` Nobody was reminded on ${named.join(', ')}${
    others > 0 ? ` and ${others} days before` : ''
  }, as it should have been.`;
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
