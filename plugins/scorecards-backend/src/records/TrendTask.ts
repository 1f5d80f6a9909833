import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { IntervalStore } from '../database/IntervalStore';
import {
  withStanding,
  type TrendRow,
  type TrendStore,
} from '../database/TrendStore';
import { EventLoopBreaks } from '../evaluate/EventLoopBreaks';
import { trendStart } from './trendStart';

const CHUNK = 500;

/**
 * Looks up again and again how all stood a month ago, in one replica at a time,
 * and writes what is different.
 */
export class TrendTask {
  readonly #scheduler: SchedulerService;
  readonly #trends: TrendStore;
  readonly #intervals: IntervalStore;
  readonly #now: () => Date;

  constructor(options: {
    scheduler: SchedulerService;
    trends: TrendStore;
    intervals: IntervalStore;
    now?: () => Date;
  }) {
    this.#scheduler = options.scheduler;
    this.#trends = options.trends;
    this.#intervals = options.intervals;
    this.#now = options.now ?? (() => new Date());
  }

  async schedule(): Promise<void> {
    await this.#scheduler.scheduleTask({
      id: 'scorecards-trends',
      frequency: { hours: 1 },
      timeout: { minutes: 15 },
      initialDelay: { minutes: 1 },
      fn: signal => this.#run(signal),
    });
  }

  async #run(signal: AbortSignal): Promise<void> {
    const at = trendStart(this.#now());
    const breaks = new EventLoopBreaks();
    let last: TrendRow | undefined;
    do {
      const rows = await this.#trends.page(last, CHUNK);
      await this.#trends.save(await this.#findChanges(rows, at));
      last = rows.length === CHUNK ? rows.at(-1) : undefined;
      await breaks.offer();
    } while (last && !signal.aborted);
  }

  async #findChanges(rows: TrendRow[], at: Date): Promise<TrendRow[]> {
    const distinct = (values: string[]) => [...new Set(values)];
    const standings = new Map(
      (
        await this.#intervals.standingsAt(
          distinct(rows.map(({ entityRef }) => entityRef)),
          distinct(rows.map(({ frameworkId }) => frameworkId)),
          at,
        )
      ).map(standing => [
        `${standing.entityRef} ${standing.frameworkId}`,
        standing,
      ]),
    );
    return rows.flatMap(row => {
      const { entityRef, frameworkId } = row;
      const found = withStanding(
        row,
        standings.get(`${entityRef} ${frameworkId}`),
      );
      return found.beforeScore === row.beforeScore &&
        found.beforeRules === row.beforeRules
        ? []
        : [found];
    });
  }
}
