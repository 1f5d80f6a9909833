import type { LoggerService } from '@backstage/backend-plugin-api';
import type { IndicatorPack } from '@platform-ops/backstage-plugin-ops-health-node';
import { describeFailure } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { GpuHourStore } from '../database/GpuHourStore';
import type { SourceRefresh } from '../refresh/SourceRefresh';
import type { ObservedReading } from '../state/ObservedReading';
import { groupingsOf, keyOf } from './groupingsOf';

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
/** Of each hour. */
const SAMPLES = 4;
/** So many hours are filled at once, so that a refresh stays short. */
const HOURS_PER_RUN = 2;
/** A source may learn of its own past only later. */
const TRIES = 3;
const TRY_AGAIN_MS = 5 * 60_000;

interface Subject {
  entityRef: string;
  reading: ObservedReading;
}

interface Batch {
  subjects: Subject[];
  /** When the hours that are still to be filled began, newest first. */
  hours: number[];
}

/**
 * Asks sources how much GPUs worked in the day before the portal first saw them,
 * so that idle ones are found at once and not a day later.
 */
export class GpuPast {
  readonly #sources: Map<string, SourceRefresh>;
  readonly #packs: Map<string, IndicatorPack>;
  readonly #hours: GpuHourStore;
  readonly #windowMs: number;
  readonly #logger: LoggerService;
  /** By source. */
  readonly #batches = new Map<string, Batch>();
  readonly #tries = new Map<string, { count: number; at: number }>();

  constructor(options: {
    sources: Map<string, SourceRefresh>;
    packs: IndicatorPack[];
    gpuHours: GpuHourStore;
    windowMs: number;
    logger: LoggerService;
  }) {
    this.#sources = options.sources;
    this.#packs = new Map(options.packs.map(pack => [pack.id, pack]));
    this.#hours = options.gpuHours;
    this.#windowMs = options.windowMs;
    this.#logger = options.logger;
  }

  /**
   * Fills in a few hours.
   *
   * @param options.readings - What is measured now, by the ref of its entity.
   */
  async fill(options: {
    readings: Map<string, ObservedReading[]>;
    now: Date;
    signal: AbortSignal;
  }): Promise<void> {
    await this.#plan(options.readings, options.now);
    for (const [sourceId, batch] of this.#batches) {
      const hours = batch.hours.slice(0, HOURS_PER_RUN);
      try {
        for (const hour of hours) {
          await this.#fillHour(sourceId, batch.subjects, hour, options.signal);
          batch.hours.shift();
        }
      } catch (error) {
        // The same hour is asked for again at the next refresh.
        this.#logger.debug(
          `The source '${sourceId}' did not tell how GPUs worked before: ${describeFailure(
            error,
          )}`,
        );
      }
      if (batch.hours.length === 0) {
        this.#batches.delete(sourceId);
      }
    }
  }

  async #plan(
    readings: Map<string, ObservedReading[]>,
    now: Date,
  ): Promise<void> {
    const due = new Map<string, Subject[]>();
    for (const [entityRef, own] of readings) {
      for (const reading of own) {
        if (
          reading.indicator === 'gpu-utilisation' &&
          this.#sources.has(reading.sourceId) &&
          !this.#batches.has(reading.sourceId) &&
          this.#isDue(entityRef, reading, now)
        ) {
          due.set(reading.sourceId, [
            ...(due.get(reading.sourceId) ?? []),
            { entityRef, reading },
          ]);
        }
      }
    }
    if (due.size === 0) {
      return;
    }
    const lastHour = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS;
    const hours = Array.from(
      { length: DAY_HOURS },
      (_, index) => lastHour - (index + 1) * HOUR_MS,
    );
    const known = new Set(
      (await this.#hours.listKnown(new Date(hours.at(-1)!))).map(
        ({ entityRef, environment, hour }) =>
          hourKey({ entityRef, environment }, hour.getTime()),
      ),
    );
    for (const [sourceId, subjects] of due) {
      const missing = hours.filter(hour =>
        subjects.some(
          ({ entityRef, reading: { environment } }) =>
            !known.has(hourKey({ entityRef, environment }, hour)),
        ),
      );
      if (missing.length > 0) {
        this.#batches.set(sourceId, { subjects, hours: missing });
      }
    }
  }

  /** Each entity is looked up a few times, whether there was a past or not. */
  #isDue(entityRef: string, reading: ObservedReading, now: Date): boolean {
    const key = `${reading.sourceId} ${entityRef} ${reading.environment}`;
    const tried = this.#tries.get(key) ?? { count: 0, at: -Infinity };
    if (
      tried.count >= TRIES ||
      now.getTime() - tried.at < tried.count * TRY_AGAIN_MS
    ) {
      return false;
    }
    this.#tries.set(key, { count: tried.count + 1, at: now.getTime() });
    return true;
  }

  async #fillHour(
    sourceId: string,
    subjects: Subject[],
    hour: number,
    signal: AbortSignal,
  ): Promise<void> {
    const utilisations = new Map<Subject, number[]>();
    for (let sample = 1; sample <= SAMPLES; sample += 1) {
      const at = new Date(hour + (sample * HOUR_MS) / SAMPLES - 1);
      for (const group of groupByExpression(subjects)) {
        const values = await this.#ask(sourceId, group, at, signal);
        for (const subject of group) {
          const value = values.get(keyOf(subject.reading));
          if (value !== undefined) {
            utilisations.set(subject, [
              ...(utilisations.get(subject) ?? []),
              value,
            ]);
          }
        }
      }
    }
    await this.#hours.addPast(
      [...utilisations].map(([{ entityRef, reading }, values]) => ({
        entityRef,
        environment: reading.environment,
        hour: new Date(hour),
        utilisations: values,
      })),
    );
  }

  async #ask(
    sourceId: string,
    group: Subject[],
    at: Date,
    signal: AbortSignal,
  ): Promise<Map<string, number>> {
    const refresh = this.#sources.get(sourceId)!;
    const [{ reading }] = group;
    const expression = this.#packs
      .get(reading.pack)
      ?.indicators.find(({ indicator }) => indicator === reading.indicator)
      ?.expressions[reading.expression];
    if (!expression) {
      return new Map();
    }
    const { rows } = await refresh.source.evaluate(
      {
        expression,
        groupings: groupingsOf(group.map(subject => subject.reading)),
        environments: refresh.environments,
        windowMs: this.#windowMs,
        at,
      },
      { signal },
    );
    return new Map(rows.map(row => [keyOf(row), row.value]));
  }
}

function hourKey(
  subject: { entityRef: string; environment?: string },
  hour: number,
): string {
  return `${subject.entityRef} ${subject.environment ?? ''} ${hour}`;
}

function groupByExpression(subjects: Subject[]): Subject[][] {
  const groups = new Map<string, Subject[]>();
  for (const subject of subjects) {
    const key = `${subject.reading.pack} ${subject.reading.expression}`;
    groups.set(key, [...(groups.get(key) ?? []), subject]);
  }
  return [...groups.values()];
}
