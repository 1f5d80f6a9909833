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

  constructor(options: { events: EventsService; signals: SignalsService }) {
    this.#events = options.events;
    this.#signals = options.signals;
  }

  async synced(registryId: string, changedModels: number): Promise<void> {
    await this.#signal(registryId);
    if (changedModels > 0) {
      await this.#events.publish({
        topic: MODELS_CHANGED_TOPIC,
        eventPayload: { registryId },
      });
    }
  }

  async claimsChanged(): Promise<void> {
    await this.#signal('claims');
    await this.#events.publish({
      topic: MODELS_CHANGED_TOPIC,
      eventPayload: {},
    });
  }

  async #signal(ref: string): Promise<void> {
    await this.#signals.publish({
      recipients: { type: 'broadcast' },
      channel: MODELS_SIGNAL_CHANNEL,
      message: { ref, revision: Date.now() },
    });
  }
}
