import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { PRODUCTION } from '@platform-ops/backstage-plugin-ops-health-common';
import type {
  IndicatorPack,
  MetricSource,
} from '@platform-ops/backstage-plugin-ops-health-node';
import {
  describeFailure,
  inChunks,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { burnWindows, periodAt, type WindowCounts } from '@platform-ops/slo';
import type { OpsHealthConfig } from '../config';
import type {
  SloHour,
  SloStatus,
  SloStore,
  StoredSlo,
} from '../database/SloStore';
import type { JoinIndex } from '../joins/JoinIndex';
import type { SourceRefresh } from '../refresh/SourceRefresh';
import type { SourceTimings } from '../refresh/SourceTimings';
import type { ObservedReading } from '../state/ObservedReading';
import type { Signal } from '../state/Signal';
import { BucketBounds } from './BucketBounds';
import { decideSlo, pairsOf, sumHours } from './decideSlo';
import { describeSloIndicator } from './describeSlo';
import { EventCounter, type EventCount } from './EventCounter';
import { HourCounter } from './HourCounter';
import { planCounts, type CountPlan } from './planCounts';
import type { SloNotifier } from './SloNotifier';

/** So many are decided at once. */
const SLICE = 25;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Longer windows come from the hours that are kept. */
const LONGEST_ASKED_MS = 6 * HOUR_MS;
/** A long window does not change within a refresh. */
const ASK_LONG_EVERY_MS = 2 * MINUTE_MS;

interface Remembered {
  at: number;
  count: EventCount | undefined;
}

/**
 * Decides for every objective whether its error budget burns too fast.
 */
export class SloEvaluator {
  readonly #config: OpsHealthConfig;
  readonly #timings: SourceTimings;
  readonly #logger: LoggerService;
  readonly #packs: Map<string, IndicatorPack>;
  readonly #sources: Map<string, SourceRefresh>;
  readonly #store: SloStore;
  readonly #notifier: SloNotifier;
  readonly #bounds: BucketBounds;
  readonly #hours: HourCounter;
  /** The last counts, by objective and window. */
  readonly #windows = new Map<string, Map<number, Remembered>>();
  readonly #pastHours = new Map<
    string,
    { counted: string; hours: SloHour[] }
  >();

  constructor(options: {
    config: OpsHealthConfig;
    timings: SourceTimings;
    logger: LoggerService;
    packs: IndicatorPack[];
    sources: Map<string, SourceRefresh>;
    slos: SloStore;
    notifier: SloNotifier;
  }) {
    this.#config = options.config;
    this.#timings = options.timings;
    this.#logger = options.logger;
    this.#packs = new Map(options.packs.map(pack => [pack.id, pack]));
    this.#sources = options.sources;
    this.#store = options.slos;
    this.#notifier = options.notifier;
    this.#bounds = new BucketBounds(options.sources);
    this.#hours = new HourCounter({ slos: options.slos });
  }

  /**
   * @returns what the objectives say of entities now.
   */
  async evaluate(options: {
    readings: Map<string, ObservedReading[]>;
    index: JoinIndex;
    now: Date;
    signal: AbortSignal;
  }): Promise<Map<string, Signal[]>> {
    const { readings, now } = options;
    const slos = await this.#store.list();
    this.#forgetOthers(slos);
    const counter = new EventCounter({
      sources: this.#sources,
      index: options.index,
      signal: options.signal,
    });
    const plans = new Map<StoredSlo, CountPlan | string>();
    for (const slo of slos) {
      plans.set(slo, await this.#plan(slo, readings.get(slo.entityRef) ?? []));
    }
    counter.expect([...plans.values()]);
    for (const id of await this.#hours.count(plans, counter, now)) {
      this.#pastHours.delete(id);
    }
    const signals = new Map<string, Signal[]>();
    for (const slice of inChunks([...plans], SLICE)) {
      await nextTurn();
      await Promise.all(
        slice.map(async ([slo, plan]) => {
          const status = await this.#decide(slo, plan, counter, now);
          const signal = this.#toSignal(slo, plan, status);
          if (signal) {
            signals.set(slo.entityRef, [
              ...(signals.get(slo.entityRef) ?? []),
              signal,
            ]);
          }
        }),
      );
    }
    return signals;
  }

  async #plan(
    slo: StoredSlo,
    readings: ObservedReading[],
  ): Promise<CountPlan | string> {
    const plan = planCounts(
      slo,
      readings,
      this.#packs,
      [...this.#sources.values()]
        .map(({ source }) => source)
        .filter((source: MetricSource) => source.queryRaw)
        .map(({ id }) => id),
    );
    if (typeof plan === 'string' || plan.kind !== 'pack' || !plan.bucket) {
      return plan;
    }
    return (await this.#bounds.check(plan.sourceId, plan.bucket)) ?? plan;
  }

  async #decide(
    slo: StoredSlo,
    plan: CountPlan | string,
    counter: EventCounter,
    now: Date,
  ): Promise<SloStatus> {
    if (typeof plan === 'string') {
      const status: SloStatus = { state: 'unknown', reason: plan, pairs: [] };
      await this.#save(slo, status, now);
      return status;
    }
    try {
      const status = await this.#count(slo, plan, counter, now);
      await this.#save(slo, status, now);
      return status;
    } catch (error) {
      return this.#keep(slo, describeFailure(error), now);
    }
  }

  async #count(
    slo: StoredSlo,
    plan: CountPlan,
    counter: EventCounter,
    now: Date,
  ): Promise<SloStatus> {
    const pairs = pairsOf(slo.definition);
    const restMs = now.getTime() % HOUR_MS;
    const rest =
      restMs >= MINUTE_MS
        ? await this.#ask(slo, plan, counter, { windowMs: restMs, at: now }, -1)
        : { good: 0, total: 0 };
    const { startMs } = periodAt(slo.definition.period, now.getTime());
    const wanted = burnWindows(pairs);
    const hours = await this.#readHours(
      slo,
      Math.min(startMs, now.getTime() - Math.max(...wanted) - HOUR_MS),
    );
    const windows: WindowCounts[] = [];
    for (const windowMs of wanted) {
      windows.push(
        windowMs <= LONGEST_ASKED_MS
          ? toWindow(
              windowMs,
              await this.#ask(
                slo,
                plan,
                counter,
                { windowMs, at: now },
                windowMs,
              ),
            )
          : sumHours({ windowMs, now: now.getTime(), hours, rest }),
      );
    }
    const decide = () =>
      decideSlo({
        definition: slo.definition,
        windows,
        hours: hours.filter(({ hour }) => hour.getTime() >= startMs),
        rest,
        now: now.getTime(),
      });
    const first = decide();
    if (first.burn.state !== 'firing') {
      return { ...first.status, source: plan.sourceId };
    }
    // Only now does it matter how much of the windows was observed.
    for (const window of windows) {
      if (window.windowMs <= LONGEST_ASKED_MS && window.coverage > 0) {
        window.coverage = await counter.measureCoverage(plan, {
          windowMs: window.windowMs,
          at: now,
        });
      }
    }
    return { ...decide().status, source: plan.sourceId };
  }

  async #ask(
    slo: StoredSlo,
    plan: CountPlan,
    counter: EventCounter,
    span: { windowMs: number; at: Date },
    slot: number,
  ): Promise<EventCount | undefined> {
    const windows = this.#windows.get(slo.id) ?? new Map<number, Remembered>();
    this.#windows.set(slo.id, windows);
    const known = windows.get(slot);
    const isLong = span.windowMs > HOUR_MS || slot < 0;
    const at = span.at.getTime();
    const isRecent =
      known &&
      ((isLong && at - known.at < ASK_LONG_EVERY_MS) ||
        !this.#timings.isDue(plan.sourceId, known.at, at));
    if (
      isRecent &&
      // What came after the last full hour belongs to this hour alone.
      Math.floor(at / HOUR_MS) === Math.floor(known.at / HOUR_MS)
    ) {
      return known.count;
    }
    const count = await counter.count(plan, span);
    windows.set(slot, { at, count });
    return count;
  }

  /** Thousands of rows that change once an hour, maybe by another replica. */
  async #readHours(
    { id, hoursSince, hoursUntil }: StoredSlo,
    since: number,
  ): Promise<SloHour[]> {
    const counted = JSON.stringify([hoursSince, hoursUntil]);
    let known = this.#pastHours.get(id);
    if (known?.counted !== counted) {
      const hours = await this.#store.readHours(id, new Date(since));
      known = { counted, hours };
      this.#pastHours.set(id, known);
    }
    return known.hours.filter(({ hour }) => hour.getTime() >= since);
  }

  /** The last decision stays until nothing can be said any more. */
  async #keep(slo: StoredSlo, message: string, now: Date): Promise<SloStatus> {
    const age = slo.evaluatedAt
      ? now.getTime() - slo.evaluatedAt.getTime()
      : Infinity;
    if (slo.status && age < this.#config.unknownAfterMs) {
      return slo.status;
    }
    const status: SloStatus = {
      state: 'unknown',
      reason: `Its events could not be counted: ${message}`,
      budget: slo.status?.budget,
      pairs: [],
    };
    await this.#save(slo, status, now);
    return status;
  }

  async #save(slo: StoredSlo, status: SloStatus, now: Date): Promise<void> {
    const isFiring = status.state === 'firing';
    let { firingSince } = slo;
    if (isFiring) {
      firingSince ??= now;
    } else if (isDecided(status)) {
      firingSince = undefined;
    }
    await this.#store.saveStatus(slo.id, status, firingSince, now);
    slo.firingSince = firingSince;
    if (
      isFiring &&
      status.severity === 'page' &&
      !(slo.status?.state === 'firing' && slo.status.severity === 'page')
    ) {
      await this.#notifier.page(slo, status).catch(error => {
        this.#logger.warn(
          `Nobody could be told that an error budget burns: ${describeFailure(
            error,
          )}`,
        );
      });
    }
  }

  #toSignal(
    slo: StoredSlo,
    plan: CountPlan | string,
    status: SloStatus,
  ): Signal | undefined {
    const isFiring = status.state === 'firing';
    if (!isFiring && !slo.firingSince) {
      return undefined;
    }
    const name = `${slo.definition.displayName} (${lowerFirst(
      describeSloIndicator(slo.definition),
    )})`;
    const reason = status.reason.replace(/\.$/, '');
    return {
      key: `slo/${slo.id}`,
      kind: 'slo',
      state: signalState(status),
      environment:
        typeof plan !== 'string' && plan.kind === 'pack'
          ? plan.reading.environment
          : PRODUCTION,
      slo: slo.definition.name,
      source: status.source,
      since: slo.firingSince?.getTime(),
      text: isFiring
        ? `${name}: ${reason}`
        : `It is not known whether the error budget of ${name} still burns: ${lowerFirst(
            reason,
          )}`,
    };
  }

  #forgetOthers(slos: StoredSlo[]): void {
    const ids = new Set(slos.map(({ id }) => id));
    for (const id of this.#windows.keys()) {
      if (!ids.has(id)) {
        this.#windows.delete(id);
        this.#pastHours.delete(id);
      }
    }
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLocaleLowerCase('en-US') + text.slice(1);
}

function toWindow(
  windowMs: number,
  count: EventCount | undefined,
): WindowCounts {
  return count
    ? { windowMs, ...count, coverage: 1 }
    : { windowMs, good: 0, total: 0, coverage: 0 };
}

/** What fired has ended only where that is known of all that would page. */
function isDecided({ pairs }: SloStatus): boolean {
  const paging = pairs.filter(({ severity }) => severity === 'page');
  return paging.length > 0 && paging.every(({ state }) => state !== 'unknown');
}

function signalState({ state, severity }: SloStatus): Signal['state'] {
  if (state !== 'firing') {
    return 'unknown';
  }
  return severity === 'page' ? 'bad' : 'warning';
}
