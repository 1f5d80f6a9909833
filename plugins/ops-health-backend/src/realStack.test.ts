import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { Histogram, Registry } from 'prom-client';
import type {
  EntityHealth,
  HealthSource,
  ListSourcesResponse,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  findServerForTest,
  startAlertmanager,
  startMlserver,
  startPrometheus,
} from '@platform-ops/test-servers';
import { startPortal } from './__testUtils__/startPortal';

jest.setTimeout(180_000);

const NAMESPACE = 'backstage.io/kubernetes-namespace';
const hasAllServers = (['prometheus', 'mlserver', 'alertmanager'] as const)
  .map(findServerForTest)
  .every(({ found }) => found);
const describeWithAll = hasAllServers ? describe : describe.skip;

/** A process as OpenTelemetry's SDK for Node.js instruments it. */
async function startInstrumentedProcess() {
  const registry = new Registry();
  const duration = new Histogram({
    name: 'http_server_request_duration_seconds',
    help: 'Duration of HTTP server requests.',
    labelNames: ['http_request_method', 'http_response_status_code'],
    buckets: [0.005, 0.05, 0.5],
    registers: [registry],
  });
  let broken = false;
  const server = createServer(async (request, response) => {
    if (request.url === '/metrics') {
      response.setHeader('content-type', registry.contentType);
      response.end(await registry.metrics());
      return;
    }
    const end = duration.startTimer({ http_request_method: 'GET' });
    response.statusCode = broken ? 500 : 200;
    response.end();
    end({ http_response_status_code: response.statusCode });
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address,
    request: () => fetch(`http://${address}/`),
    break: () => {
      broken = true;
    },
    close: () =>
      new Promise(resolve => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

function component(name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: { [NAMESPACE]: 'shop' },
    },
    spec: { type: 'service' },
  };
}

const rules = `groups:
  - name: shop
    interval: 1s
    rules:
      - alert: CheckoutFails
        expr: >
          sum by (namespace, service) (rate(http_server_request_duration_seconds_count{http_response_status_code=~"5.."}[15s]))
          / sum by (namespace, service) (rate(http_server_request_duration_seconds_count[15s])) > 0.2
        labels: { severity: page }
        annotations: { summary: More than a fifth of all requests fail }
`;

describeWithAll('a real stack', () => {
  it('goes red by a rule of Prometheus that fires through Alertmanager', async () => {
    const process = await startInstrumentedProcess();
    const mlserver = await startMlserver({ modelName: 'churn' });
    // Alertmanager has to know the portal, and the portal Alertmanager.
    const alertmanager = await startAlertmanager();
    const prometheus = await startPrometheus({
      rules,
      alertmanagerUrl: alertmanager.url,
      config: `global: { scrape_interval: 1s, evaluation_interval: 1s }
scrape_configs:
  - job_name: checkout
    static_configs:
      - targets: ['${process.address}']
        labels: { namespace: shop, service: checkout }
  - job_name: churn
    static_configs:
      - targets: ['${new URL(mlserver.metricsUrl).host}']
        labels: { namespace: shop, service: churn }
`,
    });
    const portal = await startPortal({
      entities: [component('checkout'), component('churn')],
      opsHealth: {
        clearAfter: { seconds: 0 },
        sources: {
          metrics: {
            type: 'prometheus',
            url: prometheus.url,
            environment: 'production',
          },
          alerts: {
            type: 'alertmanager',
            url: alertmanager.url,
            environment: 'production',
          },
        },
      },
    });
    let stopped = false;
    const traffic = (async () => {
      while (!stopped) {
        // A connection that is lost on a busy machine does not end the traffic.
        await Promise.allSettled([process.request(), mlserver.infer()]);
        await delay(50);
      }
    })();
    const health = (name: string) =>
      portal.get<EntityHealth>(`/health?entityRef=component:default/${name}`);
    const until = async (
      name: string,
      condition: (found: EntityHealth) => boolean,
    ) => {
      for (;;) {
        await portal.refreshAnew('metrics');
        const found = await health(name);
        if (condition(found)) {
          return found;
        }
        await delay(500);
      }
    };
    const value = (found: EntityHealth, indicator: string) =>
      found.readings.find(reading => reading.indicator === indicator)?.value;
    try {
      const checkout = await until(
        'checkout',
        found =>
          value(found, 'throughput') !== undefined && found.state !== 'unknown',
      );
      expect(checkout).toMatchObject({
        state: 'good',
        joins: [{ rule: 'service' }],
      });
      expect(value(checkout, 'error-ratio')).toBe(0);
      expect(value(checkout, 'latency')).toBeLessThan(0.5);

      const churn = await until(
        'churn',
        found => value(found, 'latency') !== undefined,
      );
      expect(churn.readings.map(({ pack }) => pack)).toContain('mlserver');
      expect(value(churn, 'throughput')).toBeGreaterThan(0);

      await mlserver.infer({ fail: true });
      await until('churn', found => (value(found, 'error-ratio') ?? 0) > 0);

      process.break();
      const bad = await until('checkout', ({ state }) => state === 'bad');
      expect(bad).toMatchObject({
        reason: 'CheckoutFails: More than a fifth of all requests fail',
        reasons: [{ kind: 'alert', state: 'bad', environment: 'production' }],
        alerts: [{ name: 'CheckoutFails', severity: 'page', source: 'alerts' }],
      });
      const { items } = await portal.get<ListSourcesResponse>('/sources');
      const alerts = items.find(({ id }: HealthSource) => id === 'alerts');
      expect(alerts).toMatchObject({
        role: 'alerts',
        state: 'connected',
        joins: { matched: 1, entities: 1 },
      });

      // Prometheus dies: the last state stays, and its age shows.
      await prometheus.stop();
      await portal.refreshAnew('metrics');
      const after = await health('checkout');
      expect(after.state).toBe('bad');
      const [metrics] = (await portal.get<ListSourcesResponse>('/sources'))
        .items;
      expect(metrics.state).toBe('failing');
      expect(metrics.errors[0].message).toContain('ECONNREFUSED');
    } finally {
      stopped = true;
      await traffic.catch(() => {});
      await portal.stop();
      await prometheus.stop();
      await alertmanager.stop();
      await mlserver.stop();
      await process.close();
    }
  });
});

describe('webhooks', () => {
  it('takes what Alertmanager posts, with a token only', async () => {
    const portal = await startPortal({
      entities: [component('checkout')],
      opsHealth: {
        sources: {
          pushed: {
            type: 'alertmanager',
            url: 'none',
            environment: 'production',
          },
          signed: { type: 'webhook', secrets: ['0123456789abcdef0123'] },
        },
      },
    });
    try {
      await portal.refresh();
      const body = {
        version: '4',
        groupKey: '{}:{}',
        truncatedAlerts: 0,
        status: 'firing',
        receiver: 'portal',
        groupLabels: {},
        commonLabels: {},
        commonAnnotations: {},
        externalURL: 'http://alertmanager.example.com',
        alerts: [
          {
            status: 'firing',
            labels: {
              alertname: 'Slow',
              severity: 'ticket',
              namespace: 'shop',
              service: 'checkout',
            },
            annotations: { summary: 'Slow answers' },
            startsAt: new Date(Date.now() - 60_000).toISOString(),
            endsAt: '0001-01-01T00:00:00Z',
            generatorURL: 'http://prometheus.example.com/graph',
            fingerprint: 'f00',
          },
        ],
      };
      expect(
        (
          await portal.post(
            '/webhooks/pushed',
            body,
            mockCredentials.none.header(),
          )
        ).status,
      ).toBe(401);
      expect(
        (
          await portal.post(
            '/webhooks/pushed',
            body,
            mockCredentials.user.header(),
          )
        ).status,
      ).toBe(403);
      const service = mockCredentials.service.header();
      expect(
        (await portal.post('/webhooks/pushed', body, service)).status,
      ).toBe(202);
      expect((await portal.post('/webhooks/none', body, service)).status).toBe(
        404,
      );
      expect(
        (await portal.post('/webhooks/signed', body, service)).status,
      ).toBe(401);
      await portal.refresh();
      let found: EntityHealth;
      do {
        // What lists rest on is at most a second old.
        found = await portal.get(
          '/health?entityRef=component:default/checkout',
        );
      } while (found.state === 'unknown');
      expect(found).toMatchObject({
        state: 'warning',
        reason: 'Slow: Slow answers',
        alerts: [{ severity: 'ticket' }],
      });
    } finally {
      await portal.stop();
    }
  });
});
