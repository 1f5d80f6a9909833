import { setImmediate } from 'node:timers/promises';
import type {
  Moment,
  WorkloadSimulation,
} from '../simulation/WorkloadSimulation';
import { headerOf, linesOf, seriesWithOffsets } from './writeExposition';

/** So many moments are worked out before others get their turn. */
const MOMENTS_AT_ONCE = 200;
const CHUNK = 64 * 1024;

/**
 * A stretch of the past, as OpenMetrics with timestamps.
 *
 * @remarks
 *
 * OpenMetrics wants all samples of one series together, in the order of time,
 * so the moments are kept until the last of them is written.
 */
export async function* writeHistory(
  simulation: WorkloadSimulation,
  options: {
    from: number;
    to: number;
    step: number;
    /** Of families or samples; all where empty. */
    names: ReadonlySet<string>;
  },
): AsyncGenerator<string> {
  const { from, to, step, names } = options;
  const moments: Moment[] = [];
  for (const moment of simulation.momentsBetween(from, to, step)) {
    moments.push(moment);
    if (moments.length % MOMENTS_AT_ONCE === 0) {
      await setImmediate();
    }
  }

  let chunk = '';
  let last: unknown;
  for (const { instrument, series, offset } of seriesWithOffsets(
    simulation.instruments,
  )) {
    const { name } = instrument;
    if (
      names.size > 0 &&
      !['', '_total', '_info'].some(suffix => names.has(`${name}${suffix}`))
    ) {
      continue;
    }
    if (last !== instrument) {
      last = instrument;
      chunk += headerOf(instrument, 'openmetrics');
    }
    for (const moment of moments) {
      chunk += linesOf(instrument, series, moment, {
        offset,
        withTimestamp: true,
      });
      if (chunk.length > CHUNK) {
        yield chunk;
        chunk = '';
      }
    }
  }
  yield `${chunk}# EOF\n`;
}
