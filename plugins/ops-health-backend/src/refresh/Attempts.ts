import { SourceForbiddenError } from '@platform-ops/backstage-plugin-ops-health-node';
import { BackOff } from './BackOff';
import { describeSourceFailure } from './describeSourceFailure';
import type { SourceStatus } from './SourceStatus';

/**
 * Asks a source as long as it is time, and tells of a failure beside what was
 * known before it.
 */
export class Attempts {
  readonly #backOff: BackOff;
  #lastStatus: SourceStatus | undefined;

  constructor(refreshMs: number) {
    this.#backOff = new BackOff(refreshMs);
  }

  /** Lets a failing source be asked again at once. */
  reset(): void {
    this.#backOff.reset();
  }

  /**
   * @returns undefined while it is not yet time to ask a failing source again.
   */
  async make<T extends { status: SourceStatus; succeeded: boolean }>(
    at: Date,
    ask: () => Promise<T>,
  ): Promise<T | { status: SourceStatus; succeeded: false } | undefined> {
    if (this.#backOff.isPaused(at)) {
      return undefined;
    }
    try {
      const outcome = await ask();
      this.#lastStatus = outcome.status;
      this.#backOff.count(outcome.succeeded, at);
      return outcome;
    } catch (error) {
      this.#backOff.count(false, at);
      return {
        succeeded: false,
        status: {
          packs: [],
          joins: { matched: 0, unmatched: 0, ambiguous: 0, entities: 0 },
          warnings: [],
          ...this.#lastStatus,
          cost: undefined,
          lagSeconds: undefined,
          state:
            error instanceof SourceForbiddenError ? 'forbidden' : 'failing',
          errors: [
            { at: at.toISOString(), message: describeSourceFailure(error) },
          ],
        },
      };
    }
  }
}
