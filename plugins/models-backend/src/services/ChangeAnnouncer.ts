import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  MODELS_CHANGED_TOPIC,
  MODELS_SIGNAL_CHANNEL,
} from '@platform-ops/backstage-plugin-models-common';

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

  async synced(registryId: string, changedModels: number): Promise<void> {
    await this.#signal(registryId);
    if (changedModels > 0) {
      await this.#publish({ registryId });
    }
  }

  async claimsChanged(): Promise<void> {
    await this.#signal('claims');
    await this.#publish({});
  }

  async #publish(eventPayload: { registryId?: string }): Promise<void> {
    await this.#try(() =>
      this.#events.publish({ topic: MODELS_CHANGED_TOPIC, eventPayload }),
    );
  }

  async #signal(ref: string): Promise<void> {
    await this.#try(() =>
      this.#signals.publish({
        recipients: { type: 'broadcast' },
        channel: MODELS_SIGNAL_CHANNEL,
        message: { ref, revision: Date.now() },
      }),
    );
  }

  /** A hint that does not arrive must not make a sync fail. */
  async #try(publish: () => Promise<void>): Promise<void> {
    try {
      await publish();
    } catch (error) {
      this.#logger.debug(`A hint that models changed was not sent: ${error}`);
    }
  }
}
