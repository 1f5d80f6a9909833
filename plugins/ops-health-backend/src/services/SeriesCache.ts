/** What a source says stays usable as stale for so long. */
const KEEP_MS = 60 * 60_000;
const MOST_ENTRIES = 2000;

interface Entry<T> {
  /** What was asked last. */
  question: string;
  at: number;
  value?: T;
  pending?: Promise<T>;
}

/**
 * Remembers series for a moment: many people look at the same card, and a
 * source that does not answer is shown as it was.
 */
export class SeriesCache<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #now: () => number;

  constructor(options: { now?: () => number } = {}) {
    this.#now = options.now ?? Date.now;
  }

  /**
   * @param subject - The same for each question about the same thing: the answer
   *   to an earlier one stands in where there is none to this.
   * @param freshMs - How long an answer is as good as a new one.
   */
  async get(
    subject: string,
    question: string,
    freshMs: number,
    read: () => Promise<T>,
  ): Promise<{ value: T; askedAt: number; stale: boolean }> {
    const now = this.#now();
    const known = this.#entries.get(subject);
    const isSame = known?.question === question;
    if (isSame && known.value && now - known.at < freshMs) {
      return { value: known.value, askedAt: known.at, stale: false };
    }
    const entry: Entry<T> = known ?? { question, at: now };
    this.#entries.delete(subject);
    this.#entries.set(subject, entry);
    this.#forget();
    if (!isSame || !entry.pending) {
      const pending = read().finally(() => {
        if (entry.pending === pending) {
          entry.pending = undefined;
        }
      });
      entry.question = question;
      entry.pending = pending;
    }
    try {
      const value = await entry.pending!;
      entry.value = value;
      entry.at = now;
      return { value, askedAt: now, stale: false };
    } catch (error) {
      if (entry.value && now - entry.at < KEEP_MS) {
        return { value: entry.value, askedAt: entry.at, stale: true };
      }
      throw error;
    }
  }

  #forget(): void {
    for (const key of this.#entries.keys()) {
      if (this.#entries.size <= MOST_ENTRIES) {
        return;
      }
      this.#entries.delete(key);
    }
  }
}
