/*
 * A target for a real Prometheus: some services with some metrics each, one
 * series per service and metric, odd ones counters and even ones gauges.
 * Started as a process of its own:
 *
 *   fleetTarget.ts <services> <metrics>
 *
 * It tells its parent { port }.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fleetMetric, fleetService } from './fleetNames';

const [services, metrics] = process.argv.slice(2).map(Number);

const server = createServer(async (_, response) => {
  response.setHeader('content-type', 'text/plain; version=0.0.4');
  const seconds = Date.now() / 1000;
  for (let metric = 0; metric < metrics; metric++) {
    const { name, isCounter } = fleetMetric(metric);
    const lines = [`# TYPE ${name} ${isCounter ? 'counter' : 'gauge'}`];
    for (let service = 0; service < services; service++) {
      const value = isCounter
        ? seconds * (1 + (service % 10))
        : Math.sin(seconds / 600 + service) + 2;
      lines.push(`${name}{service="${fleetService(service)}"} ${value}`);
    }
    response.write(`${lines.join('\n')}\n`);
    await nextTurn();
  }
  response.end();
});
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
process.on('disconnect', () => process.exit(0));
