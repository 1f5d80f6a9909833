import type { OpsHealthConfig } from '../config';

/**
 * How often a source is asked, and how long what it said counts.
 */
export interface SourceTiming {
  refreshMs: number;
  /** What is older is stale. */
  staleAfterMs: number;
  /** What is older is unknown. */
  unknownAfterMs: number;
}

/** Stale: the last known state. Lapsed: nothing is known any more. */
export type Age = 'fresh' | 'stale' | 'lapsed';

/** As without configuration: three refreshes, ten refreshes. */
const STALE_REFRESHES = 3;
const UNKNOWN_REFRESHES = 10;

type Timing = Pick<
  OpsHealthConfig,
  'refreshMs' | 'staleAfterMs' | 'unknownAfterMs'
>;

/**
 * Knows how each source is timed. What a source that is asked seldom said is
 * not stale before it could have been asked again.
 */
export class SourceTimings {
  readonly #usual: SourceTiming;
  readonly #own = new Map<string, SourceTiming>();

  constructor(config: Timing) {
    const { refreshMs, staleAfterMs, unknownAfterMs } = config;
    this.#usual = { refreshMs, staleAfterMs, unknownAfterMs };
  }

  /** Sets how often a source is asked. */
  setRefresh(sourceId: string, refreshMs: number): void {
    const { staleAfterMs, unknownAfterMs } = this.#usual;
    this.#own.set(sourceId, {
      refreshMs,
      staleAfterMs: Math.max(staleAfterMs, refreshMs * STALE_REFRESHES),
      unknownAfterMs: Math.max(unknownAfterMs, refreshMs * UNKNOWN_REFRESHES),
    });
  }

  /** Sets how long the news of a source counts that is never asked. */
  setLife(sourceId: string, lifeMs: number): void {
    this.#own.set(sourceId, {
      refreshMs: this.#usual.refreshMs,
      staleAfterMs: lifeMs,
      unknownAfterMs: lifeMs,
    });
  }

  of(sourceId: string): SourceTiming {
    return this.#own.get(sourceId) ?? this.#usual;
  }

  /** How old what a source said is, by what may be expected of it. */
  ageOf(sourceId: string, saidAt: number, now: number): Age {
    const { staleAfterMs, unknownAfterMs } = this.of(sourceId);
    // What seems to be of the future was said before the clock was set right.
    const age = Math.abs(now - saidAt);
    if (age >= unknownAfterMs) {
      return 'lapsed';
    }
    return age >= staleAfterMs ? 'stale' : 'fresh';
  }

  /** How often there is something to do. */
  get tickMs(): number {
    return Math.min(
      this.#usual.refreshMs,
      ...[...this.#own.values()].map(({ refreshMs }) => refreshMs),
    );
  }

  /**
   * Whether a source that was last asked at a time is to be asked again. What
   * is asked each time is always due.
   */
  isDue(sourceId: string, lastAskedAt: number | undefined, now: number) {
    const { refreshMs } = this.of(sourceId);
    return (
      lastAskedAt === undefined ||
      refreshMs <= this.tickMs ||
      // Ticks are not exact.
      Math.abs(now - lastAskedAt) >= refreshMs - this.tickMs / 2
    );
  }
}
