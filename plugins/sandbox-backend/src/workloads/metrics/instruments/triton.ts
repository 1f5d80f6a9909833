import type { Conditions } from '../../simulation/Conditions';
import { meanOf } from '../../simulation/lognormal';
import type { Workload } from '../../Workload';
import { gauge, plainCounter, type Instrument } from '../Instrument';
import { gpuId, gpuMemoryBytes, gpuUtilisation, gpuWatts } from './gpu';
import { failed, latencyOf, ok } from './spreads';

/** Of the time that a request takes. */
const PARTS = {
  queue: 0.08,
  compute_input: 0.05,
  compute_infer: 0.82,
  compute_output: 0.05,
};

/**
 * What Triton tells: counts and sums of microseconds, no histograms.
 */
export function triton(workload: Workload): Instrument[] {
  const { models, gpu } = workload;
  const labels = (model: string) => ({ model, version: '1' });
  const count = (name: string, help: string) =>
    plainCounter({
      name,
      help,
      series: models.map(({ name: model, share }) => ({
        labels: labels(model),
        perRequest: ok(share),
      })),
    });
  const microseconds = (name: string, help: string, part: number) =>
    plainCounter({
      name,
      help,
      series: models.map(({ name: model, share }) => ({
        labels: labels(model),
        perRequest: (conditions: Conditions) =>
          ok(share)(conditions) *
          meanOf(latencyOf(workload, part)(conditions)) *
          1e6,
      })),
    });
  const gpuGauge = (
    name: string,
    help: string,
    value: Parameters<typeof gauge>[0]['series'][0]['value'],
  ) =>
    gauge({
      name,
      help,
      series: [{ labels: { gpu_uuid: gpuId(workload) }, value }],
    });
  return [
    count(
      'nv_inference_request_success',
      'Number of successful inference requests, all batch sizes',
    ),
    plainCounter({
      name: 'nv_inference_request_failure',
      help: 'Number of failed inference requests, all batch sizes',
      series: models.map(({ name, share }) => ({
        labels: { ...labels(name), reason: 'BACKEND' },
        perRequest: failed(share),
      })),
    }),
    count(
      'nv_inference_count',
      'Number of inferences performed (does not include cached requests)',
    ),
    count(
      'nv_inference_exec_count',
      'Number of model executions performed (does not include cached requests)',
    ),
    microseconds(
      'nv_inference_request_duration_us',
      'Cumulative inference request duration in microseconds (includes cached requests)',
      1,
    ),
    microseconds(
      'nv_inference_queue_duration_us',
      'Cumulative inference queuing duration in microseconds (includes cached requests)',
      PARTS.queue,
    ),
    microseconds(
      'nv_inference_compute_input_duration_us',
      'Cumulative compute input duration in microseconds (does not include cached requests)',
      PARTS.compute_input,
    ),
    microseconds(
      'nv_inference_compute_infer_duration_us',
      'Cumulative compute inference duration in microseconds (does not include cached requests)',
      PARTS.compute_infer,
    ),
    microseconds(
      'nv_inference_compute_output_duration_us',
      'Cumulative inference compute output duration in microseconds (does not include cached requests)',
      PARTS.compute_output,
    ),
    gauge({
      name: 'nv_inference_pending_request_count',
      help: 'Instantaneous number of pending requests awaiting execution per-model.',
      series: models.map(({ name, share }) => ({
        labels: labels(name),
        value: ({ waiting }) => Math.round(waiting * share),
      })),
    }),
    ...(gpu
      ? [
          gpuGauge(
            'nv_gpu_utilization',
            'GPU utilization rate [0.0 - 1.0)',
            moment => gpuUtilisation(moment),
          ),
          gpuGauge(
            'nv_gpu_memory_total_bytes',
            'GPU total memory, in bytes',
            () => gpuMemoryBytes(gpu.memoryMiB),
          ),
          gpuGauge(
            'nv_gpu_memory_used_bytes',
            'GPU used memory, in bytes',
            () => gpuMemoryBytes(gpu.usedMiB),
          ),
          gpuGauge('nv_gpu_power_usage', 'GPU power usage in watts', moment =>
            gpuWatts(moment),
          ),
        ]
      : []),
  ];
}
