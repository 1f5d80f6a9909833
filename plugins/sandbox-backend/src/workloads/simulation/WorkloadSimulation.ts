import { applyFaults, faultKinds } from '../faults/faultKinds';
import type { FaultRecord } from '../faults/FaultRecord';
import { instrumentsOf } from '../metrics/instrumentsOf';
import type { Instrument } from '../metrics/Instrument';
import type { Workload } from '../Workload';
import { type Conditions, ordinaryConditions } from './Conditions';
import { meanOf } from './lognormal';
import { Noise } from './Noise';
import {
  endOfCell,
  RunningTotals,
  type Meter,
  type TotalsSource,
} from './RunningTotals';
import { FAULT_STEP, MINUTE, SECOND } from './time';
import { Timeline, type Replica } from './Timeline';
import { rateAt } from './traffic';

const CHANNEL_REQUESTS = 20;
const CHANNEL_GAUGES = 30;
/** A deployment that serves badly fails its readiness probes after so long. */
const UNREADY_AFTER = 30 * SECOND;

/**
 * All that can be said of a workload at a time.
 */
export interface Moment {
  workload: Workload;
  time: number;
  conditions: Conditions;
  /** Missing while it is scaled to zero. */
  replica: Replica | undefined;
  /** Which rollout it is at, counted from 1. */
  revision: number;
  /** When that was; missing for the first. */
  revisedAt?: number;
  ready: boolean;
  /** Whether it was deployed a moment ago and has never been ready. */
  starting: boolean;
  /** Since when its readiness probes fail. */
  unreadySince: number | undefined;
  memoryBytes: number;
  inFlight: number;
  waiting: number;
  /** Of the slots, 0 to 1. */
  busy: number;
  /** What adds up, in the order of the instruments. */
  totals: Float64Array;
  /** Around 0, changing gradually: so that figures look measured. */
  jitter: (channel: number) => number;
}

/**
 * A workload of the sandbox: how it stands now and stood at any time before.
 */
export class WorkloadSimulation {
  readonly workload: Workload;
  readonly instruments: readonly Instrument[];
  readonly #noise: Noise;
  readonly #timeline: Timeline;
  readonly #faults: () => readonly FaultRecord[];
  readonly #source: TotalsSource;
  #running: RunningTotals | undefined;

  constructor(options: {
    workload: Workload;
    seed: string;
    /** All that were ever injected into it. */
    faults: () => readonly FaultRecord[];
    rollouts: () => readonly number[];
  }) {
    const { workload } = options;
    this.workload = workload;
    this.#noise = Noise.fromSeed(`${options.seed}/${workload.name}`);
    this.#faults = options.faults;
    this.#timeline = new Timeline({
      workload,
      noise: this.#noise,
      faults: this.#faults,
      rollouts: options.rollouts,
    });
    this.instruments = instrumentsOf(workload);
    this.#source = {
      meters: this.instruments.flatMap(({ series }) =>
        series.flatMap(({ meter }): Meter[] => (meter ? [meter] : [])),
      ),
      stretchAt: time => this.#stretchAt(time),
      requestsIn: minute => this.#requestsIn(minute),
    };
  }

  /**
   * Costs next to nothing while time goes forward.
   */
  momentAt(time: number): Moment {
    const { moment, running } = this.#look(time, this.#running);
    this.#running = running;
    return moment;
  }

  /**
   * One after the other, independently of {@link WorkloadSimulation.momentAt}.
   */
  *momentsBetween(from: number, to: number, step: number): Generator<Moment> {
    let running: RunningTotals | undefined;
    for (let time = from; time <= to; time += step) {
      const seen = this.#look(time, running);
      running = seen.running;
      yield seen.moment;
    }
  }

  #look(
    time: number,
    known: RunningTotals | undefined,
  ): { moment: Moment; running: RunningTotals | undefined } {
    const { workload } = this;
    const replica = this.#timeline.replicaAt(time);
    const starting = this.#isStarting(time);
    const conditions = {
      ...this.#conditionsAt(time),
      rate:
        replica && !starting ? rateAt(workload.traffic, this.#noise, time) : 0,
    };
    const jitter = (channel: number) =>
      this.#noise.smooth(time, 30 * SECOND, CHANNEL_GAUGES + channel);
    const running = replica && this.#totalsFor(replica, time, known);
    const perRequest = meanOf({
      median: workload.latency.medianSeconds * conditions.slowness,
      sigma: workload.latency.sigma,
    });
    const inFlight = Math.max(
      0,
      Math.round(conditions.rate * perRequest * (1 + 0.3 * jitter(0))),
    );
    const unreadySince = this.#unreadySince(time);
    const { bytes, limitBytes } = workload.memory;
    const resident = bytes * (1 + 0.02 * jitter(1) + 0.05 * conditions.load);
    const moment = {
      workload,
      time,
      conditions,
      replica,
      ...this.#timeline.revisionAt(time),
      ready: replica !== undefined && !starting && unreadySince === undefined,
      starting,
      unreadySince,
      memoryBytes: Math.round(
        resident + Math.max(0, limitBytes - resident) * conditions.leak,
      ),
      inFlight,
      waiting: Math.max(0, inFlight - workload.slots),
      busy: Math.min(1, inFlight / workload.slots),
      totals: running?.at(time) ?? new Float64Array(0),
      jitter,
    };
    return { moment, running };
  }

  #totalsFor(
    { processStartedAt }: Replica,
    time: number,
    known: RunningTotals | undefined,
  ): RunningTotals {
    return known?.startedAt === processStartedAt && known.reached <= time
      ? known
      : new RunningTotals(this.#source, processStartedAt);
  }

  #unreadySince(time: number): number | undefined {
    return this.#faults()
      .filter(({ name, endsAt }) => name === 'bad-deployment' && time < endsAt)
      .map(({ startedAt }) => startedAt + UNREADY_AFTER)
      .find(since => since <= time);
  }

  #conditionsAt(time: number): Conditions {
    return applyFaults(
      ordinaryConditions(this.workload, this.#noise, time),
      this.#faults(),
      time,
    );
  }

  /** A whole cell, or a short step while a fault can be felt. */
  #stretchAt(time: number): { end: number; conditions: Conditions } {
    let end = endOfCell(time);
    for (const { name, startedAt, endsAt } of this.#faults()) {
      const last = endsAt + faultKinds[name].tail;
      if (startedAt <= time && time < last) {
        end = Math.min(end, (Math.floor(time / FAULT_STEP) + 1) * FAULT_STEP);
      } else if (time < startedAt) {
        end = Math.min(end, startedAt);
      }
    }
    return { end, conditions: this.#conditionsAt(time) };
  }

  #isStarting(time: number): boolean {
    return time < (this.workload.deployed?.readyAt ?? 0);
  }

  #requestsIn(minute: number): number {
    if (this.#isStarting(minute * MINUTE)) {
      return 0;
    }
    const middle = (minute + 0.5) * MINUTE;
    const mean = rateAt(this.workload.traffic, this.#noise, middle) * 60;
    return this.#noise.count(mean, minute, CHANNEL_REQUESTS);
  }
}
