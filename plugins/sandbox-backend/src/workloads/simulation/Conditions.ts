import type { Workload } from '../Workload';
import type { Noise } from './Noise';
import { rateAt } from './traffic';
import { MINUTE } from './time';

/** Looked up once: this runs millions of times. */
const { exp, floor, log } = Math;

const CHANNEL_ERRORS = 10;
const CHANNEL_LATENCY = 11;

/** Errors and latency keep their level for so long on an ordinary day. */
export const CELL = 5 * MINUTE;

/**
 * How a workload stands at a time.
 */
export interface Conditions {
  /** Requests per second. */
  rate: number;
  /** Share of the ordinary peak. */
  load: number;
  /** Of the requests, 0 to 1. */
  errorRatio: number;
  /** By how much longer requests take than at rest. */
  slowness: number;
  /** Share of the memory up to the limit that a leak has taken, 0 to 1. */
  leak: number;
}

/**
 * How a workload stands without any fault.
 */
export function ordinaryConditions(
  workload: Workload,
  noise: Noise,
  time: number,
): Conditions {
  const cell = floor(time / CELL);
  const rate = rateAt(workload.traffic, noise, (cell + 0.5) * CELL);
  const load = rate / workload.traffic.peak;
  return {
    rate,
    load,
    errorRatio: -log(noise.uniform(cell, CHANNEL_ERRORS)) * workload.errorRatio,
    slowness:
      (1 + 0.3 * load * load) * exp(0.06 * noise.normal(cell, CHANNEL_LATENCY)),
    leak: 0,
  };
}
