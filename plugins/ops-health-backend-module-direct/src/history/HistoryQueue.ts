import { TargetError } from '../client/TargetError';
import type { DirectDatabase } from '../storage/DirectDatabase';
import { hashKey } from '../storage/hashKey';
import type { StoredTarget } from '../storage/TargetRows';
import type { Target } from '../targets/Target';
import { SECOND, type Clock } from '../time';
import type { HistoryReader } from './HistoryReader';

const MOST_ATTEMPTS = 3;
const PAUSE = 30 * SECOND;

/**
 * Reads the past of each target once, one after the other, before it was seen
 * first.
 */
export class HistoryQueue {
  readonly #sourceId: string;
  readonly #database: DirectDatabase;
  readonly #reader: HistoryReader;
  readonly #clock: Clock;
  readonly #known = new Map<string, StoredTarget>();
  readonly #failures = new Map<string, string>();
  readonly #tryAgainAt = new Map<string, number>();
  #busy = false;

  constructor(options: {
    sourceId: string;
    database: DirectDatabase;
    reader: HistoryReader;
    clock: Clock;
  }) {
    this.#sourceId = options.sourceId;
    this.#database = options.database;
    this.#reader = options.reader;
    this.#clock = options.clock;
  }

  get isBusy(): boolean {
    return this.#busy;
  }

  get warnings(): string[] {
    return [...this.#failures.values()];
  }

  /** Reads the past of one of these that was not read yet. */
  async work(targets: Target[], signal: AbortSignal): Promise<void> {
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    try {
      for (const target of targets) {
        if (!this.#known.has(target.id)) {
          await this.#note(target);
        }
      }
      const next = targets.find(target => this.#isNext(target));
      if (next) {
        await this.#read(next, this.#known.get(next.id)!, signal);
      }
    } finally {
      this.#busy = false;
    }
  }

  #isNext({ id, historyUrl }: Target): boolean {
    return (
      historyUrl !== undefined &&
      this.#known.get(id)?.history === 'pending' &&
      this.#clock() >= (this.#tryAgainAt.get(id) ?? -Infinity)
    );
  }

  async #note(target: Target): Promise<void> {
    this.#known.set(
      target.id,
      await this.#database.targets.add(this.#sourceId, {
        keyHash: hashKey(target.id),
        firstSeenAt: this.#clock(),
        // One that has samples already gets no other past later.
        history: target.historyUrl ? 'pending' : 'none',
        historyAttempts: 0,
      }),
    );
  }

  async #read(
    target: Target,
    stored: StoredTarget,
    signal: AbortSignal,
  ): Promise<void> {
    let result: Pick<StoredTarget, 'history' | 'historyAttempts'>;
    const historyAttempts = stored.historyAttempts + 1;
    try {
      await this.#reader.read(target, stored.firstSeenAt, signal);
      this.#failures.delete(target.id);
      result = { history: 'done', historyAttempts };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof TargetError)) {
        throw error;
      }
      const isLast = historyAttempts >= MOST_ATTEMPTS;
      this.#failures.set(
        target.id,
        `The past of a target could not be read${
          isLast ? ' and is not asked for again' : ''
        }: ${error.message}`,
      );
      this.#tryAgainAt.set(target.id, this.#clock() + PAUSE);
      result = { history: isLast ? 'failed' : 'pending', historyAttempts };
    }
    const changed = { ...stored, ...result };
    this.#known.set(target.id, changed);
    await this.#database.targets.noteHistory(this.#sourceId, changed);
  }
}
