import { LIMITS } from '../limits';
import type { DirectDatabase } from '../storage/DirectDatabase';
import {
  decodeJournal,
  encodeJournal,
  type JournalGroup,
} from '../storage/journalCodec';
import { AS_SCRAPED } from '../storage/resolutions';
import { floorTo, MINUTE, type Clock } from '../time';
import { Turns } from '../Turns';
import { Series } from './Series';
import { SeriesTable } from './SeriesTable';

/** Samples that are older are not taken, so what is sealed stays as it is. */
export const OLDEST_SAMPLE = 10 * MINUTE;
/** Leaves time for a sample that comes late. */
const SEAL_AFTER = 15 * MINUTE;
const SERIES_AT_ONCE = 250;
const JOURNAL_ROWS_AT_ONCE = 10;
/** What a database that is away for an hour would miss. */
const MOST_PENDING = 1_000_000;

/**
 * The series of a source, in memory and in the database.
 *
 * @remarks
 *
 * New samples stand in memory and, a row for each round of scrapes, in the
 * journal. Every two hours they go into chunks, a row for each series. So a round
 * is one small write, a restart reads two hours of journal, and a replica that
 * does not scrape follows by reading what was added.
 */
export class SeriesStore {
  readonly sourceId: string;
  readonly table = new SeriesTable();
  readonly #database: DirectDatabase;
  readonly #clock: Clock;

  #sealedUntil = -Infinity;
  /** When the newest target was seen whose past was read. */
  #historyUntil = -Infinity;
  #storedStatus: string | undefined;
  #newest = -Infinity;
  #lastSeriesId = 0;
  #lastJournalId = 0;
  /** Rows that we wrote ourselves, which say nothing new. */
  readonly #ownJournalIds = new Set<number>();
  #pending = new Map<number, JournalGroup>();
  #pendingCount = 0;
  #catchingUp: Promise<void> | undefined;

  static create(options: {
    sourceId: string;
    database: DirectDatabase;
    clock: Clock;
  }): SeriesStore {
    return new SeriesStore(options);
  }

  private constructor(options: {
    sourceId: string;
    database: DirectDatabase;
    clock: Clock;
  }) {
    this.sourceId = options.sourceId;
    this.#database = options.database;
    this.#clock = options.clock;
  }

  /** Samples before it are in chunks. */
  get sealedUntil(): number {
    return this.#sealedUntil;
  }

  /** There is nothing that was thinned out from then on. */
  get thinnedUntil(): number {
    return Math.max(this.#clock() - LIMITS.asScraped, this.#historyUntil);
  }

  /** When samples can be sealed until. */
  get sealableUntil(): number {
    return floorTo(this.#clock() - SEAL_AFTER, AS_SCRAPED.length);
  }

  /** JSON, as it was saved last. */
  get storedStatus(): string | undefined {
    return this.#storedStatus;
  }

  /** The time of the newest sample; -Infinity where there is none. */
  get newest(): number {
    return this.#newest;
  }

  /** Reads what is new in the database. */
  catchUp(): Promise<void> {
    this.#catchingUp ??= this.#catchUp().finally(() => {
      this.#catchingUp = undefined;
    });
    return this.#catchingUp;
  }

  /**
   * The same, before this process writes: another may have removed series
   * since it wrote last.
   */
  async prepareToWrite(): Promise<void> {
    await this.catchUp();
    await this.flush();
    if (
      (await this.#database.series.count(this.sourceId)) !== this.table.size
    ) {
      for (const series of [...this.table]) {
        this.table.remove(series);
      }
      this.#lastSeriesId = 0;
      this.#lastJournalId = 0;
      this.#ownJournalIds.clear();
      await this.catchUp();
    }
  }

  /** Makes the series of these keys, where they are not there yet. */
  async addSeries(keys: string[]): Promise<void> {
    const rows = await this.#database.series.add(
      this.sourceId,
      keys,
      this.#clock(),
    );
    for (const row of rows) {
      if (!this.table.getById(row.id)) {
        // It has no sample yet.
        this.table.add(new Series({ ...row, lastSampleAt: -Infinity }));
      }
    }
  }

  /** The time has to be after that of the last sample of the series. */
  append(series: Series, time: number, value: number): void {
    series.append(time, value);
    this.#newest = Math.max(this.#newest, time);
    const group = this.#pending.get(time) ?? { time, series: [], values: [] };
    this.#pending.set(time, group);
    group.series.push(series.id);
    group.values.push(value);
    this.#pendingCount++;
  }

  /** Writes what was appended into the journal. */
  async flush(): Promise<void> {
    const groups = [...this.#pending.values()];
    const count = this.#pendingCount;
    if (count === 0) {
      return;
    }
    this.#pending = new Map();
    this.#pendingCount = 0;
    try {
      const id = await this.#database.journal.append(
        this.sourceId,
        Math.max(...groups.map(({ time }) => time)),
        encodeJournal(groups),
      );
      this.#ownJournalIds.add(id);
    } catch (error) {
      this.#keepPending(groups, count);
      throw error;
    }
  }

  async saveStatus(status: string): Promise<void> {
    if (status !== this.#storedStatus) {
      await this.#database.sources.saveStatus(this.sourceId, status);
      this.#storedStatus = status;
    }
  }

  /** Only once all samples before are in chunks. */
  async seal(until: number): Promise<void> {
    await this.#database.sources.seal(this.sourceId, until);
    this.#sealedUntil = until;
    this.#dropHeads();
  }

  async remove(series: Series[]): Promise<void> {
    for (const one of series) {
      this.table.remove(one);
    }
    await this.#database.series.delete(series.map(({ id }) => id));
  }

  async #catchUp(): Promise<void> {
    const { sealedUntil, status } = await this.#database.sources.read(
      this.sourceId,
      { sealedUntil: this.sealableUntil },
    );
    this.#storedStatus = status;
    this.#historyUntil = await this.#database.targets.readHistoryUntil(
      this.sourceId,
    );
    if (sealedUntil > this.#sealedUntil) {
      this.#sealedUntil = sealedUntil;
      this.#dropHeads();
    }
    const turns = new Turns();
    for (;;) {
      const rows = await this.#database.series.list(
        this.sourceId,
        this.#lastSeriesId,
        SERIES_AT_ONCE,
      );
      for (const row of rows) {
        this.#lastSeriesId = row.id;
        if (!this.table.getById(row.id)) {
          this.table.add(new Series(row));
        }
      }
      if (rows.length < SERIES_AT_ONCE) {
        break;
      }
      await turns.next();
    }
    for (;;) {
      const rows = await this.#database.journal.read(
        this.sourceId,
        this.#lastJournalId,
        JOURNAL_ROWS_AT_ONCE,
      );
      for (const { id, payload } of rows) {
        this.#lastJournalId = id;
        if (!this.#ownJournalIds.delete(id)) {
          this.#apply(decodeJournal(payload));
        }
        if (turns.isOver) {
          await turns.next();
        }
      }
      if (rows.length < JOURNAL_ROWS_AT_ONCE) {
        break;
      }
    }
  }

  #apply(groups: JournalGroup[]): void {
    for (const { time, series: ids, values } of groups) {
      if (time < this.#sealedUntil) {
        continue;
      }
      this.#newest = Math.max(this.#newest, time);
      ids.forEach((id, index) => {
        const series = this.table.getById(id);
        if (series && time > series.head.lastTime) {
          series.append(time, values[index]);
        }
      });
    }
  }

  #dropHeads(): void {
    for (const series of this.table) {
      series.head.dropBefore(this.#sealedUntil);
    }
  }

  #keepPending(groups: JournalGroup[], count: number): void {
    if (this.#pendingCount + count > MOST_PENDING) {
      return;
    }
    for (const { time, series, values } of groups) {
      const group = this.#pending.get(time) ?? { time, series: [], values: [] };
      this.#pending.set(time, group);
      group.series.unshift(...series);
      group.values.unshift(...values);
    }
    this.#pendingCount += count;
  }
}
