import type { Workload } from '../../Workload';
import { histogram, type Instrument } from '../Instrument';
import { DEFAULT_BOUNDS } from './bounds';
import { latencyOf, ok } from './spreads';

/**
 * What KServe's Python server tells: how long each part of a request took, and
 * nothing of requests that fail.
 */
export function kserveServer(workload: Workload): Instrument[] {
  const part = (name: string, help: string, share: number) =>
    histogram({
      name,
      help,
      bounds: DEFAULT_BOUNDS,
      series: workload.models.map(model => ({
        labels: { model_name: model.name },
        perRequest: ok(model.share),
        spread: latencyOf(workload, share),
      })),
    });
  return [
    part('request_preprocess_seconds', 'pre-process request latency', 0.08),
    part('request_predict_seconds', 'predict request latency', 0.85),
    part('request_postprocess_seconds', 'post-process request latency', 0.04),
  ];
}
