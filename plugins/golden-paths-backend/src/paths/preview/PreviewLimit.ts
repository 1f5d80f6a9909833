import { ServiceUnavailableError } from '@backstage/errors';
import { ConcurrencyLimit } from '@platform-ops/backstage-plugin-platform-ops-node';

/** Rendering takes the processor; more at once are no faster. */
const MOST_AT_ONCE = 2;
/** So that nobody keeps all others waiting. */
const MOST_OF_ONE = 1;

interface Lane {
  limit: ConcurrencyLimit;
  /** Who goes on or waits in it. */
  length: number;
}

/** Lets few previews go on at once, and fewer of the same caller. */
export class PreviewLimit {
  readonly #all = ConcurrencyLimit.create(MOST_AT_ONCE);
  readonly #lanes = new Map<string, Lane>();

  /**
   * @throws ServiceUnavailableError where its turn did not come in time.
   */
  async run<T>(
    task: () => Promise<T>,
    options: { caller: string; signal: AbortSignal },
  ): Promise<T> {
    const { caller, signal } = options;
    const lane = this.#lanes.get(caller) ?? {
      limit: ConcurrencyLimit.create(MOST_OF_ONE),
      length: 0,
    };
    this.#lanes.set(caller, lane);
    lane.length++;
    try {
      return await lane.limit.run(() => this.#all.run(task, signal), signal);
    } catch (error) {
      if (error === signal.reason) {
        throw new ServiceUnavailableError(
          'Too many previews are made at the moment; try again later',
        );
      }
      throw error;
    } finally {
      lane.length--;
      if (lane.length === 0) {
        this.#lanes.delete(caller);
      }
    }
  }
}
