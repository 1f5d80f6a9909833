import { ServiceUnavailableError } from '@backstage/errors';

/**
 * Who waits for an answer. Neither can starve the other: while both wait, they
 * are served in turns.
 */
export type Lane = 'background' | 'people';

export interface QueryGateOptions {
  /** By which error messages call the server. */
  name: string;
  maxConcurrency: number;
  maxQueriesPerMinute: number;
}

const MINUTE = 60_000;
/** A page asks some questions at once; these need not wait for each other. */
const BURST_SHARE = 0.2;
const MAX_WAITING = 1_000;

interface Waiting {
  enter(): void;
  leave(reason: unknown): void;
}

/**
 * Caps the load that we cause: so many queries at once, and in no minute more
 * than so many. The others wait in line.
 */
export class QueryGate {
  readonly #options: QueryGateOptions;
  readonly #lanes: Record<Lane, Set<Waiting>> = {
    people: new Set(),
    background: new Set(),
  };
  readonly #burst: number;
  readonly #millisecondsPerQuery: number;
  #lastLane: Lane = 'background';
  #running = 0;
  #tokens: number;
  #tokensAt = performance.now();
  #pausedUntil = 0;
  #timer: NodeJS.Timeout | undefined;

  static create(options: QueryGateOptions): QueryGate {
    return new QueryGate(options);
  }

  private constructor(options: QueryGateOptions) {
    const perMinute = options.maxQueriesPerMinute;
    this.#options = options;
    this.#burst = Math.max(1, Math.floor(perMinute * BURST_SHARE));
    this.#millisecondsPerQuery = MINUTE / (perMinute - this.#burst);
    this.#tokens = this.#burst;
  }

  async run<T>(
    lane: Lane,
    task: () => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    await this.#enter(lane, signal);
    try {
      return await task();
    } finally {
      this.#running--;
      this.#admit();
    }
  }

  /** The server asked for patience: nobody goes in until then. */
  pause(milliseconds: number): void {
    this.#pausedUntil = Math.max(
      this.#pausedUntil,
      performance.now() + milliseconds,
    );
  }

  /** Whoever waits is sent away. */
  close(): void {
    clearTimeout(this.#timer);
    for (const lane of Object.values(this.#lanes)) {
      for (const waiting of lane) {
        waiting.leave(
          new ServiceUnavailableError(
            `${this.#options.name} is no longer asked: the portal stops`,
          ),
        );
      }
    }
  }

  async #enter(lane: Lane, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const line = this.#lanes[lane];
    if (line.size >= MAX_WAITING) {
      throw new ServiceUnavailableError(
        `${
          this.#options.name
        } has ${MAX_WAITING} questions of ours waiting. It is slow, or maxConcurrency (${
          this.#options.maxConcurrency
        }) and maxQueriesPerMinute (${
          this.#options.maxQueriesPerMinute
        }) are too low for what is asked`,
      );
    }
    await new Promise<void>((resolve, reject) => {
      const waiting: Waiting = { enter: resolve, leave: reject };
      const onAbort = () => waiting.leave(signal.reason);
      const finish = () => {
        line.delete(waiting);
        signal.removeEventListener('abort', onAbort);
      };
      waiting.enter = () => {
        finish();
        resolve();
      };
      waiting.leave = reason => {
        finish();
        reject(reason);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      line.add(waiting);
      this.#admit();
    });
  }

  #admit(): void {
    clearTimeout(this.#timer);
    while (this.#running < this.#options.maxConcurrency) {
      const lane = this.#nextLane();
      if (!lane) {
        return;
      }
      const wait = this.#millisecondsUntilNext();
      if (wait > 0) {
        this.#timer = setTimeout(() => this.#admit(), Math.ceil(wait));
        return;
      }
      this.#tokens--;
      this.#running++;
      this.#lastLane = lane;
      const [first] = this.#lanes[lane];
      first.enter();
    }
  }

  #nextLane(): Lane | undefined {
    const inTurn: Lane[] =
      this.#lastLane === 'people'
        ? ['background', 'people']
        : ['people', 'background'];
    return inTurn.find(lane => this.#lanes[lane].size > 0);
  }

  #millisecondsUntilNext(): number {
    const now = performance.now();
    this.#tokens = Math.min(
      this.#burst,
      this.#tokens + (now - this.#tokensAt) / this.#millisecondsPerQuery,
    );
    this.#tokensAt = now;
    return Math.max(
      this.#pausedUntil - now,
      (1 - this.#tokens) * this.#millisecondsPerQuery,
    );
  }
}
