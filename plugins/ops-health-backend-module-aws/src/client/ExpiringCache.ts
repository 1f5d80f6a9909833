/**
 * Remembers what was read for some time, so that it is read once. What failed
 * is read anew.
 */
export class ExpiringCache<Value> {
  readonly #lifetimeMilliseconds: number;
  readonly #entries = new Map<string, { value: Promise<Value>; at: number }>();

  static create<Value>(lifetimeMilliseconds: number): ExpiringCache<Value> {
    return new ExpiringCache(lifetimeMilliseconds);
  }

  private constructor(lifetimeMilliseconds: number) {
    this.#lifetimeMilliseconds = lifetimeMilliseconds;
  }

  get(key: string, read: () => Promise<Value>): Promise<Value> {
    this.#forgetOld();
    const known = this.#entries.get(key);
    if (known) {
      return known.value;
    }
    const entry = { value: read(), at: Date.now() };
    this.#entries.set(key, entry);
    entry.value.catch(() => {
      if (this.#entries.get(key) === entry) {
        this.#entries.delete(key);
      }
    });
    return entry.value;
  }

  has(key: string): boolean {
    this.#forgetOld();
    return this.#entries.has(key);
  }

  forget(key: string): void {
    this.#entries.delete(key);
  }

  /** The oldest stand first. */
  #forgetOld(): void {
    const oldest = Date.now() - this.#lifetimeMilliseconds;
    for (const [key, { at }] of this.#entries) {
      if (at > oldest) {
        return;
      }
      this.#entries.delete(key);
    }
  }
}
