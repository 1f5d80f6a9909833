import { periodAt } from '@platform-ops/slo';
import type { SloHour, SloStore, StoredSlo } from '../database/SloStore';
import type { EventCounter } from './EventCounter';
import type { CountPlan } from './planCounts';

const HOUR_MS = 3_600_000;
/** Sources scrape and are scraped late. */
const SETTLE_MS = 2 * 60_000;
/** So many hours are counted at once, so that a refresh stays short. */
const HOURS_PER_RUN = 6;
/** A source that knew nothing for so long has nothing older. */
const MOST_EMPTY_HOURS = 24;

/**
 * Counts events by the hour: each hour once it is over, and the past as far as
 * the period of an objective and the memory of the source go.
 */
export class HourCounter {
  readonly #store: SloStore;

  constructor(options: { slos: SloStore }) {
    this.#store = options.slos;
  }

  /**
   * @returns the ids of the objectives that have new hours.
   */
  async count(
    plans: Map<StoredSlo, CountPlan | string>,
    counter: EventCounter,
    now: Date,
  ): Promise<Set<string>> {
    const changed = new Set<string>();
    const due = new Map<
      string,
      { hour: number; backwards: boolean; slos: StoredSlo[] }
    >();
    for (const [slo, plan] of plans) {
      if (typeof plan === 'string') {
        continue;
      }
      for (const { hour, backwards } of hoursDue(slo, now)) {
        const key = `${backwards} ${hour}`;
        const entry = due.get(key) ?? { hour, backwards, slos: [] };
        due.set(key, entry);
        entry.slos.push(slo);
      }
    }
    const ordered = [...due.values()]
      .sort(
        (a, b) =>
          Number(a.backwards) - Number(b.backwards) ||
          (a.backwards ? b.hour - a.hour : a.hour - b.hour),
      )
      .slice(0, HOURS_PER_RUN);
    for (const { hour, backwards, slos } of ordered) {
      const at = new Date(hour + HOUR_MS);
      const counted: SloHour[] = [];
      for (const slo of slos) {
        const plan = plans.get(slo) as CountPlan;
        try {
          const count = await counter.count(plan, { windowMs: HOUR_MS, at });
          counted.push({
            sloId: slo.id,
            hour: new Date(hour),
            good: count?.good ?? 0,
            total: count?.total ?? 0,
            coverage: count ? 1 : 0,
          });
        } catch {
          // Once the source answers again the hour is still due.
        }
      }
      await this.#store.saveHours(counted, backwards);
      counted.forEach(({ sloId }) => changed.add(sloId));
    }
    return changed;
  }
}

/** The hours that are over and not counted yet, the most wanted first. */
function hoursDue(
  slo: StoredSlo,
  now: Date,
): Array<{ hour: number; backwards: boolean }> {
  const lastEnd = Math.floor((now.getTime() - SETTLE_MS) / HOUR_MS) * HOUR_MS;
  const { startMs } = periodAt(slo.definition.period, now.getTime());
  const due: Array<{ hour: number; backwards: boolean }> = [];
  const until = slo.hoursUntil?.getTime();
  if (until === undefined) {
    return [{ hour: lastEnd - HOUR_MS, backwards: false }];
  }
  for (
    let hour = Math.max(until, startMs - (startMs % HOUR_MS));
    hour < lastEnd && due.length < HOURS_PER_RUN;
    hour += HOUR_MS
  ) {
    due.push({ hour, backwards: false });
  }
  const since = slo.hoursSince?.getTime() ?? until;
  for (
    let hour = since - HOUR_MS;
    hour >= startMs - HOUR_MS &&
    due.length < HOURS_PER_RUN &&
    slo.emptyHours < MOST_EMPTY_HOURS;
    hour -= HOUR_MS
  ) {
    due.push({ hour, backwards: true });
  }
  return due;
}
