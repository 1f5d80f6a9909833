import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { PIPELINES_SIGNAL_CHANNEL } from '@platform-ops/backstage-plugin-golden-paths-common';
import type { Viewer } from './Viewers';

/**
 * Hints to those who look at the runs of an entity that there is something new
 * to fetch. Others are not told, as they may not see the entity.
 */
export class RunAnnouncer {
  readonly #signals: SignalsService;
  readonly #logger: LoggerService;

  constructor(options: { signals: SignalsService; logger: LoggerService }) {
    this.#signals = options.signals;
    this.#logger = options.logger;
  }

  async changed(viewers: Viewer[]): Promise<void> {
    const usersOf = new Map<string, string[]>();
    for (const { entityRef, userRef } of viewers) {
      if (userRef) {
        usersOf.set(entityRef, [...(usersOf.get(entityRef) ?? []), userRef]);
      }
    }
    try {
      for (const [ref, users] of usersOf) {
        await this.#signals.publish({
          recipients: { type: 'user', entityRef: users },
          channel: PIPELINES_SIGNAL_CHANNEL,
          message: { ref, revision: Date.now() },
        });
      }
    } catch (error) {
      this.#logger.debug(`A hint that runs changed was not sent: ${error}`);
    }
  }
}
