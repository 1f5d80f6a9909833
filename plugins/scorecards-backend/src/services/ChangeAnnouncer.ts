import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  SCORECARDS_CHANGED_TOPIC,
  SCORECARDS_SIGNAL_CHANNEL,
} from '@platform-ops/backstage-plugin-scorecards-common';

const MOST_REFS = 100;

/**
 * Hints to pages and other backends that there is something new to fetch.
 * Nothing that must not be lost rides on them.
 */
export class ChangeAnnouncer {
  readonly #events: EventsService;
  readonly #signals: SignalsService;
  readonly #logger: LoggerService;

  constructor(options: {
    events: EventsService;
    signals: SignalsService;
    logger: LoggerService;
  }) {
    this.#events = options.events;
    this.#signals = options.signals;
    this.#logger = options.logger;
  }

  async changed(entityRefs: string[], revision: number): Promise<void> {
    try {
      await this.#signals.publish({
        recipients: { type: 'broadcast' },
        channel: SCORECARDS_SIGNAL_CHANNEL,
        message: { ref: 'all', revision },
      });
      await this.#events.publish({
        topic: SCORECARDS_CHANGED_TOPIC,
        eventPayload: { entityRefs: entityRefs.slice(0, MOST_REFS) },
      });
    } catch (error) {
      this.#logger.debug(`A hint that verdicts changed was not sent: ${error}`);
    }
  }
}
