interface Waiting<T> {
  promise: Promise<T | undefined>;
  resolve(value: T | undefined): void;
  reject(reason: unknown): void;
}

function createWaiting<T>(): Waiting<T> {
  let resolve!: Waiting<T>['resolve'];
  let reject!: Waiting<T>['reject'];
  const promise = new Promise<T | undefined>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  return { promise, resolve, reject };
}

/**
 * Collects the refs that are asked for in the same moment, and asks for them
 * together.
 *
 * @public
 */
export class RefBatcher<T> {
  readonly #load: (refs: string[]) => Promise<ReadonlyMap<string, T>>;
  #waiting = new Map<string, Waiting<T>>();

  constructor(load: (refs: string[]) => Promise<ReadonlyMap<string, T>>) {
    this.#load = load;
  }

  load(ref: string): Promise<T | undefined> {
    const known = this.#waiting.get(ref);
    if (known) {
      return known.promise;
    }
    if (this.#waiting.size === 0) {
      // A task, not a microtask: effects of one commit run before it.
      setTimeout(() => this.#flush(), 0);
    }
    const waiting = createWaiting<T>();
    this.#waiting.set(ref, waiting);
    return waiting.promise;
  }

  async #flush() {
    const batch = this.#waiting;
    this.#waiting = new Map();
    try {
      const found = await this.#load([...batch.keys()]);
      batch.forEach((waiting, ref) => waiting.resolve(found.get(ref)));
    } catch (error) {
      batch.forEach(waiting => waiting.reject(error));
    }
  }
}
