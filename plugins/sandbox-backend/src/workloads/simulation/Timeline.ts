import { faultKinds } from '../faults/faultKinds';
import type { FaultRecord } from '../faults/FaultRecord';
import type { Workload } from '../Workload';
import { Noise } from './Noise';
import type { ProcessStart } from './ProcessStart';
import { DAY, HOUR } from './time';
import { season } from './traffic';

/** Nodes are replaced that often, and the pods move. */
const NODE_AGE = 28 * DAY;
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/**
 * The pod that serves a workload.
 */
export interface Replica {
  pod: string;
  uid: string;
  node: string;
  podStartedAt: number;
  processStartedAt: number;
  /** Of the container, since the pod exists. */
  restarts: number;
}

/**
 * When a workload's pods and processes start. All that was counted begins
 * anew then.
 */
export class Timeline {
  readonly #workload: Workload;
  readonly #noise: Noise;
  readonly #faults: () => readonly FaultRecord[];
  readonly #rollouts: () => readonly number[];

  constructor(options: {
    workload: Workload;
    noise: Noise;
    /** Those of the workload. */
    faults: () => readonly FaultRecord[];
    /** When the workload got another version of its model. */
    rollouts: () => readonly number[];
  }) {
    this.#workload = options.workload;
    this.#noise = options.noise;
    this.#faults = options.faults;
    this.#rollouts = options.rollouts;
  }

  /**
   * Undefined while the workload is scaled to zero or not there yet.
   */
  replicaAt(time: number): Replica | undefined {
    const { deployed } = this.#workload;
    if (deployed && time < deployed.at) {
      return undefined;
    }
    const base = this.#workload.scalesToZero
      ? this.#scaledUpAt(time)
      : this.#movedAt(time);
    if (base === undefined) {
      return undefined;
    }
    const starts: ProcessStart[] = [
      {
        at: base,
        cause: this.#workload.scalesToZero ? 'scaled-up' : 'moved',
      },
      ...this.#changes(time).filter(({ at }) => at >= base),
    ];
    const podStartedAt = Math.max(
      ...starts.filter(({ cause }) => cause !== 'crash').map(({ at }) => at),
    );
    return {
      ...this.#podOf(podStartedAt, this.revisionAt(time).revision),
      podStartedAt,
      processStartedAt: Math.max(...starts.map(({ at }) => at)),
      restarts: starts.filter(
        ({ at, cause }) => cause === 'crash' && at > podStartedAt,
      ).length,
    };
  }

  /**
   * Which rollout the workload is at, counted from 1, and when that was. The
   * first one has been there from the beginning.
   */
  revisionAt(time: number): { revision: number; revisedAt?: number } {
    const times = this.#changes(time)
      .filter(({ cause }) => cause === 'rollout')
      .map(({ at }) => at);
    return {
      revision: 1 + times.length,
      ...(times.length && { revisedAt: Math.max(...times) }),
    };
  }

  #changes(time: number): ProcessStart[] {
    return [
      ...this.#rollouts().map((at): ProcessStart => ({ at, cause: 'rollout' })),
      ...this.#faults().flatMap(
        fault => faultKinds[fault.name].processStarts?.(fault) ?? [],
      ),
    ].filter(({ at }) => at <= time);
  }

  #movedAt(time: number): number {
    const offset =
      Math.floor((this.#noise.uniform(0, 100) * NODE_AGE) / HOUR) * HOUR;
    return Math.max(
      Math.floor((time - offset) / NODE_AGE) * NODE_AGE + offset,
      this.#workload.deployed?.at ?? 0,
    );
  }

  #scaledUpAt(time: number): number | undefined {
    const { traffic } = this.#workload;
    if (season(traffic, time) === 0) {
      return undefined;
    }
    let hour = Math.floor(time / HOUR) * HOUR;
    while (season(traffic, hour) > 0) {
      hour -= HOUR;
    }
    return hour;
  }

  #podOf(startedAt: number, revision: number) {
    const { name, runtime, mode, gpu } = this.#workload;
    const noise = Noise.fromSeed(`${name}/${startedAt}/${revision}`);
    const letters = (count: number, channel: number) =>
      Array.from(
        { length: count },
        (_, index) =>
          ALPHABET[Math.floor(noise.uniform(index, channel) * ALPHABET.length)],
      ).join('');
    const hex = (count: number, channel: number) =>
      Array.from({ length: count }, (_, index) =>
        Math.floor(noise.uniform(index, channel) * 16).toString(16),
      ).join('');
    const owner = deploymentName({ name, runtime, mode }, revision);
    return {
      pod: `${owner}-${letters(10, 1)}-${letters(5, 2)}`,
      uid: `${hex(8, 3)}-${hex(4, 4)}-4${hex(3, 5)}-8${hex(3, 6)}-${hex(
        12,
        7,
      )}`,
      node: gpu?.node ?? `node-${1 + Math.floor(noise.uniform(0, 8) * 4)}`,
    };
  }
}

/**
 * The name of the Deployment that runs a workload.
 */
export function deploymentName(
  workload: Pick<Workload, 'name' | 'runtime' | 'mode'>,
  revision: number,
): string {
  if (workload.runtime === 'nodejs') {
    return workload.name;
  }
  return workload.mode === 'Knative'
    ? `${revisionName(workload, revision)}-deployment`
    : `${workload.name}-predictor`;
}

/**
 * The name of the Knative revision of a predictor.
 */
export function revisionName(
  workload: Pick<Workload, 'name'>,
  revision: number,
): string {
  return `${workload.name}-predictor-${String(revision).padStart(5, '0')}`;
}
