import type { Workload } from '../../Workload';
import {
  counter,
  gauge,
  histogram,
  summary,
  type Instrument,
} from '../Instrument';
import { DEFAULT_BOUNDS } from './bounds';
import { failed, latencyOf, latencyOfErrors, ok } from './spreads';

const REST = {
  app_name: 'mlserver',
  method: 'POST',
  path: '/v2/models/{model_name}/infer',
};

/**
 * What MLServer 1.7 tells, on its REST side.
 */
export function mlserver(workload: Workload): Instrument[] {
  const { models } = workload;
  // A model that gives no version is served as this one.
  const of = (model: string) => ({ model, version: 'None' });
  return [
    counter({
      name: 'model_infer_request_success',
      help: 'Model infer request success count',
      series: models.map(({ name, share }) => ({
        labels: of(name),
        perRequest: ok(share),
      })),
    }),
    counter({
      name: 'model_infer_request_failure',
      help: 'Model infer request failure count',
      series: models.map(({ name, share }) => ({
        labels: of(name),
        perRequest: failed(share),
      })),
    }),
    summary({
      name: 'model_infer_request_duration',
      help: 'Model infer request duration',
      series: models.map(({ name, share }) => ({
        labels: of(name),
        perRequest: () => share,
        spread: latencyOf(workload, 0.9),
      })),
    }),
    counter({
      name: 'rest_server_requests',
      help: 'Total HTTP requests',
      series: [
        { labels: { ...REST, status_code: '200' }, perRequest: ok(1) },
        { labels: { ...REST, status_code: '500' }, perRequest: failed(1) },
      ],
    }),
    histogram({
      name: 'rest_server_request_duration_seconds',
      help: 'HTTP request duration, in seconds',
      bounds: DEFAULT_BOUNDS,
      series: [
        {
          labels: { ...REST, status_code: '200' },
          perRequest: ok(1),
          spread: latencyOf(workload),
        },
        {
          labels: { ...REST, status_code: '500' },
          perRequest: failed(1),
          spread: latencyOfErrors(workload),
        },
      ],
    }),
    gauge({
      name: 'rest_server_requests_in_progress',
      help: 'Total HTTP requests currently in progress',
      series: [
        {
          labels: { app_name: 'mlserver', method: 'POST' },
          value: ({ inFlight }) => inFlight,
        },
      ],
    }),
  ];
}
