import type { Workload } from '../../Workload';
import { gauge, histogram, info, type Instrument } from '../Instrument';
import { DEFAULT_BOUNDS } from './bounds';
import { failed, latencyOf, latencyOfErrors, ok } from './spreads';

/**
 * OpenTelemetry's HTTP server metrics, named as Prometheus translates them.
 */
export function openTelemetryHttp(workload: Workload): Instrument[] {
  const routes = workload.routes ?? [];
  const labels = (method: string, route: string) => ({
    http_request_method: method,
    http_route: route,
    network_protocol_version: '1.1',
    url_scheme: 'http',
  });
  return [
    info({
      name: 'target',
      help: 'Target metadata',
      labels: {
        service_name: workload.name,
        service_namespace: workload.namespace,
        telemetry_sdk_language: 'nodejs',
        telemetry_sdk_name: 'opentelemetry',
      },
    }),
    histogram({
      name: 'http_server_request_duration_seconds',
      help: 'Duration of HTTP server requests.',
      bounds: DEFAULT_BOUNDS,
      series: routes.flatMap(({ method, route, share, slower }) => [
        {
          labels: {
            ...labels(method, route),
            http_response_status_code: '200',
          },
          perRequest: ok(share * 0.99),
          spread: latencyOf(workload, slower),
        },
        {
          labels: {
            ...labels(method, route),
            http_response_status_code: '404',
          },
          perRequest: ok(share * 0.01),
          spread: latencyOfErrors(workload),
        },
        {
          labels: {
            ...labels(method, route),
            http_response_status_code: '500',
            error_type: '500',
          },
          perRequest: failed(share),
          spread: latencyOfErrors(workload),
        },
      ]),
    }),
    gauge({
      name: 'http_server_active_requests',
      help: 'Number of active HTTP server requests.',
      series: [
        {
          labels: { http_request_method: 'GET', url_scheme: 'http' },
          value: ({ inFlight }) => inFlight,
        },
      ],
    }),
  ];
}
