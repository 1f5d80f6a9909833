import { createHash } from 'node:crypto';
import type { Moment } from '../../simulation/WorkloadSimulation';
import type { Workload } from '../../Workload';

const CHANNEL_UTILISATION = 7;

/**
 * The id that NVIDIA's tools give a GPU.
 */
export function gpuId({ name }: Workload): string {
  const digits = createHash('sha256').update(`gpu/${name}`).digest('hex');
  return `GPU-${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(
    12,
    16,
  )}-${digits.slice(16, 20)}-${digits.slice(20, 32)}`;
}

/**
 * From 0 to 1. It follows the requests: a GPU that nobody asks stays at 0.
 */
export function gpuUtilisation({
  workload,
  conditions,
  jitter,
}: Moment): number {
  const busiest = workload.gpu?.busiest ?? 0;
  const wanted =
    busiest *
    conditions.load *
    Math.min(3, conditions.slowness) *
    Math.exp(0.15 * jitter(CHANNEL_UTILISATION));
  return Number(Math.min(0.99, wanted).toFixed(2));
}

export function gpuWatts(moment: Moment): number {
  const { idle, busy } = moment.workload.gpu!.watts;
  return Number((idle + (busy - idle) * gpuUtilisation(moment)).toFixed(3));
}

export function gpuMemoryBytes(mebibytes: number): number {
  return mebibytes * 1024 * 1024;
}
