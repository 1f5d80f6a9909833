import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { describeFailure } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { NoticeStore } from '../database/NoticeStore';
import type { Notice, Notices } from './Notices';

const EVERY_MINUTES = 5;

/**
 * Tells people what was decided and what ends: each of it once, however many
 * replicas there are.
 */
export class NoticeTask {
  readonly #scheduler: SchedulerService;
  readonly #notifications: NotificationService;
  readonly #logger: LoggerService;
  readonly #store: NoticeStore;
  readonly #source: Notices;

  constructor(options: {
    scheduler: SchedulerService;
    notifications: NotificationService;
    logger: LoggerService;
    notices: NoticeStore;
    source: Notices;
  }) {
    this.#scheduler = options.scheduler;
    this.#notifications = options.notifications;
    this.#logger = options.logger;
    this.#store = options.notices;
    this.#source = options.source;
  }

  async schedule(): Promise<void> {
    await this.#scheduler.scheduleTask({
      id: 'scorecards-notices',
      frequency: { minutes: EVERY_MINUTES },
      timeout: { minutes: EVERY_MINUTES },
      initialDelay: { seconds: 30 },
      fn: signal => this.#run(signal),
    });
  }

  async #run(signal: AbortSignal): Promise<void> {
    const now = new Date();
    const all = await this.#source.find(now);
    const missing = await this.#store.missing(all.map(({ key }) => key));
    for (const notice of all.filter(({ key }) => missing.has(key))) {
      if (signal.aborted || !(await this.#send(notice, now))) {
        return;
      }
    }
  }

  /** @returns false where notifications do not work, so all wait. */
  async #send(notice: Notice, now: Date): Promise<boolean> {
    try {
      await this.#store.once(notice.key, now, () =>
        this.#notifications.send({
          recipients: {
            type: 'entity',
            entityRef: notice.recipients,
            ...(notice.except && { excludeEntityRef: notice.except }),
          },
          payload: notice.payload,
        }),
      );
      return true;
    } catch (error) {
      this.#logger.warn(
        `Nobody could be notified of a decision, it is tried again: ${describeFailure(
          error,
        )}`,
      );
      return false;
    }
  }
}
