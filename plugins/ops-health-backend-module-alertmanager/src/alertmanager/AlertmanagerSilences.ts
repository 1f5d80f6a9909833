import { InputError } from '@backstage/errors';
import type {
  AlertSilences,
  NewSilence,
  SourceCallOptions,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { AlertmanagerError } from './client/AlertmanagerError';
import type { AlertmanagerPeer } from './client/AlertmanagerPeer';

const NEVER = new AbortController().signal;

/**
 * Makes and ends silences. Peers tell each other of them.
 *
 * @public
 */
export class AlertmanagerSilences implements AlertSilences {
  readonly #peers: AlertmanagerPeer[];

  /** @internal */
  static create(peers: AlertmanagerPeer[]): AlertmanagerSilences {
    return new AlertmanagerSilences(peers);
  }

  private constructor(peers: AlertmanagerPeer[]) {
    this.#peers = peers;
  }

  /**
   * Makes a silence that begins now.
   *
   * @returns its id.
   * @throws InputError naming the field, what was found and what is allowed.
   */
  async create(
    { labels, until, createdBy, comment }: NewSilence,
    { signal = NEVER }: SourceCallOptions = {},
  ): Promise<string> {
    const now = new Date();
    const matchers = Object.entries(labels).map(([name, value]) => ({
      name,
      value,
      isRegex: false,
      isEqual: true,
    }));
    if (!matchers.some(({ value }) => value !== '')) {
      throw new InputError(
        'labels: found none with a value, allowed is at least one: it would silence everything',
      );
    }
    if (!(until > now)) {
      throw new InputError(
        `until: found ${until.toISOString()}, allowed is a time after now`,
      );
    }
    return this.#atFirstThatAnswers(peer =>
      peer.createSilence(
        {
          matchers,
          startsAt: now.toISOString(),
          endsAt: until.toISOString(),
          createdBy,
          comment,
        },
        signal,
      ),
    );
  }

  /** Ends a silence now. */
  async expire(
    id: string,
    { signal = NEVER }: SourceCallOptions = {},
  ): Promise<void> {
    await this.#atFirstThatAnswers(peer => peer.expireSilence(id, signal));
  }

  async #atFirstThatAnswers<T>(
    task: (peer: AlertmanagerPeer) => Promise<T>,
  ): Promise<T> {
    let last: unknown;
    for (const peer of this.#peers) {
      try {
        return await task(peer);
      } catch (error) {
        const isUnreachable =
          error instanceof AlertmanagerError && error.status === undefined;
        if (!isUnreachable) {
          throw error;
        }
        last = error;
      }
    }
    throw last;
  }
}
