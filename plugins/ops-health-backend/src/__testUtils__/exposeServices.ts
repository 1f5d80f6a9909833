import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A service whose metrics a real Prometheus scrapes.
 */
export interface ExposedService {
  labels: Record<string, string>;
  /** Requests per second. */
  rate: number;
  /** 0..1 */
  errorRatio: number;
}

const BOUNDS = [0.1, 0.5, 1];

/**
 * Serves the metrics of many services at one address, as a federation or a
 * gateway does, by the conventions of OpenTelemetry for HTTP.
 */
export async function exposeServices(services: () => ExposedService[]) {
  const startedAt = Date.now();
  const server = createServer((_, response) => {
    const seconds = 3600 + (Date.now() - startedAt) / 1000;
    const lines = ['# TYPE http_server_request_duration_seconds histogram'];
    for (const { labels, rate, errorRatio } of services()) {
      const total = seconds * rate;
      for (const [code, count] of [
        ['200', total * (1 - errorRatio)],
        ['500', total * errorRatio],
      ] as const) {
        const own = Object.entries({
          ...labels,
          http_response_status_code: code,
        })
          .map(([name, value]) => `${name}="${value}"`)
          .join(',');
        BOUNDS.forEach((bound, index) =>
          lines.push(
            `http_server_request_duration_seconds_bucket{${own},le="${bound}"} ${
              (count * (index + 1)) / BOUNDS.length
            }`,
          ),
        );
        lines.push(
          `http_server_request_duration_seconds_bucket{${own},le="+Inf"} ${count}`,
          `http_server_request_duration_seconds_count{${own}} ${count}`,
          `http_server_request_duration_seconds_sum{${own}} ${count * 0.3}`,
        );
      }
    }
    response.setHeader('content-type', 'text/plain; version=0.0.4');
    response.end(`${lines.join('\n')}\n`);
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise(resolve => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
