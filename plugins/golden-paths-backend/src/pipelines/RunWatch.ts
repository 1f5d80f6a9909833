import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  PipelineRun,
  PipelineSource,
} from '@platform-ops/backstage-plugin-golden-paths-common';
import {
  canonicalJson,
  ConcurrencyLimit,
  describeFailure,
  oneLine,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { setTimeout as delay } from 'node:timers/promises';
import { NotAskedError, type RunFeed } from './RunSource';
import { Viewers, type Viewer } from './Viewers';

/** How long one look may take. */
const READ_WITHIN_MS = 15_000;
/** How long somebody waits for a look before they see what is known. */
const ANSWER_WITHIN_MS = 4_000;
/** A look that takes longer makes what is known old. */
const FRESH_MS = 30_000;
/** The task that polls may come a little early. */
const EARLY_MS = 1_000;
/** Of one system. */
const AT_ONCE = 4;
/** Each with at most 50 runs. */
const MOST_FEEDS = 500;
const MOST_OF_ERROR = 400;

/** How a feed stands, and the runs of its last good answer. */
export interface FeedState {
  source: PipelineSource;
  runs: PipelineRun[];
}

interface Watched {
  feed: RunFeed;
  viewers: Viewers;
  attemptedAt: number;
  reading?: Promise<void>;
  known?: { runs: PipelineRun[]; observedAt: number };
  problem?: { state: 'failing' | 'unknown'; error: string };
  /** What somebody was told last. */
  told?: string;
}

/**
 * Looks at feeds for as long as somebody looks at their runs: once for all who
 * do. Keeps the last good answer of each.
 */
export class RunWatch {
  readonly #watched = new Map<string, Watched>();
  readonly #limits = new Map<string, ConcurrencyLimit>();
  readonly #stopping = new AbortController();
  readonly #logger: LoggerService;
  readonly #onChange: (viewers: Viewer[]) => Promise<void>;
  readonly #answerWithin: number;
  readonly #readWithin: number;
  readonly #now: () => number;

  constructor(options: {
    logger: LoggerService;
    /** Those who look at what has changed. */
    onChange: (viewers: Viewer[]) => Promise<void>;
    answerWithinMilliseconds?: number;
    readWithinMilliseconds?: number;
    now?: () => number;
  }) {
    this.#logger = options.logger;
    this.#onChange = options.onChange;
    this.#answerWithin = options.answerWithinMilliseconds ?? ANSWER_WITHIN_MS;
    this.#readWithin = options.readWithinMilliseconds ?? READ_WITHIN_MS;
    this.#now = options.now ?? (() => Date.now());
  }

  /** What is known of the feeds, looked at now where that was long ago. */
  async ask(feeds: RunFeed[], viewer: Viewer): Promise<FeedState[]> {
    const asked = feeds.map(feed => this.#watch(feed, viewer));
    const readings = asked.map(watched => {
      if (this.#isDue(watched)) {
        return this.#read(watched);
      }
      return watched.known ? undefined : watched.reading;
    });
    await this.#waitFor(readings);
    return asked.map(watched => {
      watched.told = digestOf(watched);
      return this.#stateOf(watched);
    });
  }

  /** Looks at the feeds that somebody asked for within the last minute. */
  async poll(): Promise<void> {
    const now = this.#now();
    await Promise.all(
      [...this.#watched.values()]
        .filter(each => each.viewers.at(now).length > 0 && this.#isDue(each))
        .map(async watched => this.#read(watched)),
    );
  }

  stop(): void {
    this.#stopping.abort();
  }

  #watch(feed: RunFeed, viewer: Viewer): Watched {
    const known = this.#watched.get(feed.id);
    const watched = known ?? {
      feed,
      viewers: new Viewers(),
      attemptedAt: -Infinity,
    };
    watched.feed = feed;
    watched.viewers.add(viewer, this.#now());
    this.#watched.delete(feed.id);
    this.#watched.set(feed.id, watched);
    if (this.#watched.size > MOST_FEEDS) {
      this.#watched.delete(this.#watched.keys().next().value!);
    }
    return watched;
  }

  #isDue({ feed, attemptedAt, reading }: Watched): boolean {
    const since = Math.abs(this.#now() - attemptedAt);
    return !reading && since >= feed.everyMilliseconds - EARLY_MS;
  }

  async #read(watched: Watched): Promise<void> {
    watched.reading ??= this.#readOnce(watched).finally(() => {
      watched.reading = undefined;
    });
    return watched.reading;
  }

  async #readOnce(watched: Watched): Promise<void> {
    watched.attemptedAt = this.#now();
    const { feed } = watched;
    const tooLate = AbortSignal.timeout(this.#readWithin);
    const signal = AbortSignal.any([tooLate, this.#stopping.signal]);
    try {
      const runs = await this.#limitOf(feed).run(
        async () => orAbort(feed.read(signal), signal),
        signal,
      );
      watched.known = { runs, observedAt: this.#now() };
      watched.problem = undefined;
    } catch (error) {
      if (this.#stopping.signal.aborted) {
        return;
      }
      const isUnasked = error instanceof NotAskedError;
      const text = tooLate.aborted
        ? `did not answer within ${this.#readWithin / 1000} s`
        : describeFailure(error);
      if (!watched.problem && !isUnasked) {
        this.#logger.warn(`The runs of ${feed.id} could not be read: ${text}`);
      }
      watched.problem = {
        state: isUnasked ? 'unknown' : 'failing',
        error: oneLine(text, MOST_OF_ERROR).replace(/\.$/, ''),
      };
    }
    await this.#tell(watched);
  }

  #limitOf({ system }: RunFeed): ConcurrencyLimit {
    const limit = this.#limits.get(system) ?? ConcurrencyLimit.create(AT_ONCE);
    this.#limits.delete(system);
    this.#limits.set(system, limit);
    // Annotations may name systems that there are not.
    if (this.#limits.size > MOST_FEEDS) {
      this.#limits.delete(this.#limits.keys().next().value!);
    }
    return limit;
  }

  async #tell(watched: Watched): Promise<void> {
    const digest = digestOf(watched);
    if (watched.told !== undefined && watched.told !== digest) {
      watched.told = digest;
      await this.#onChange(watched.viewers.at(this.#now()));
    }
  }

  async #waitFor(readings: Array<Promise<void> | undefined>): Promise<void> {
    if (!readings.some(Boolean)) {
      return;
    }
    const done = new AbortController();
    await Promise.race([
      Promise.allSettled(readings),
      delay(this.#answerWithin, undefined, { signal: done.signal }).catch(
        () => {},
      ),
    ]);
    done.abort();
  }

  #stateOf({ feed, reading, known, problem }: Watched): FeedState {
    const isOld = !known || this.#now() - known.observedAt > FRESH_MS;
    const shown =
      problem ??
      (reading && isOld
        ? {
            state: known ? ('failing' as const) : ('unknown' as const),
            error: `has not answered within ${
              this.#answerWithin / 1000
            } s so far`,
          }
        : undefined);
    return {
      source: {
        id: feed.id,
        type: feed.type,
        title: feed.title,
        state: shown?.state ?? 'ok',
        error: shown?.error,
        observedAt: known && new Date(known.observedAt).toISOString(),
      },
      runs: known?.runs ?? [],
    };
  }
}

/** What would look different on a page. */
function digestOf({ known, problem }: Watched): string {
  return canonicalJson({ runs: known?.runs, problem });
}

/** Whatever does not listen to the signal is left alone. */
async function orAbort<T>(task: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    task
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', onAbort));
  });
}
