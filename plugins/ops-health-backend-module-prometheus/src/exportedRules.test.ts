import { setTimeout as delay } from 'node:timers/promises';
import type { IncreaseExpression } from '@platform-ops/backstage-plugin-ops-health-node';
import { exportPrometheusRules, type PrometheusSlo } from '@platform-ops/slo';
import {
  describeWithServer,
  startPrometheus,
} from '@platform-ops/test-servers';
import { remoteWrite } from './__testUtils__/remoteWrite';
import { configOf } from './__testUtils__/sources';
import { PrometheusMetricSource } from './PrometheusMetricSource';

const MINUTE = 60_000;
const STEP = 15_000;

const requests = (code?: string): IncreaseExpression => ({
  kind: 'increase',
  counters: [
    {
      metric: 'requests_total',
      matchers: code
        ? [{ label: 'code', operator: '=~', value: code }]
        : undefined,
    },
  ],
});

const slo = (name: string): PrometheusSlo => ({
  name,
  displayName: 'Availability',
  service: name,
  objective: 0.999,
  period: { kind: 'rolling', ms: 30 * 24 * 60 * MINUTE },
  budgeting: { method: 'occurrences' },
});

/**
 * 50 minutes of requests, of which a share fails. Prometheus takes no samples
 * that are an hour older than its newest.
 */
function traffic(service: string, failing: number, now: number) {
  const from = now - 50 * MINUTE;
  return (['200', '500'] as const).map((code, index) => ({
    labels: {
      __name__: 'requests_total',
      service,
      cluster: 'prod-eu',
      code,
    },
    samples: Array.from(
      { length: Math.floor((now - from) / STEP) + 1 },
      (_, step): [number, number] => [
        from + step * STEP,
        1_000_000 + step * 100 * (index === 0 ? 1 - failing : failing),
      ],
    ),
  }));
}

describeWithServer(
  'prometheus',
  'rules made of the queries of a source',
  () => {
    it('fire in a real Prometheus for what burns, and for nothing else', async () => {
      const server = await startPrometheus();
      const source = PrometheusMetricSource.create(
        configOf({ url: server.url }),
      );
      try {
        const now = Date.now();
        for (const [service, failing] of [
          ['broken', 0.05],
          ['fine', 0.0005],
        ] as const) {
          const answer = await remoteWrite(
            server.url,
            traffic(service, failing, now),
          );
          expect(answer.status).toBeLessThan(300);
        }
        const subject = (service: string) => ({
          labels: { service },
          environments: {
            rules: [
              {
                environment: 'production',
                label: 'cluster',
                pattern: 'prod-.+',
              },
            ],
          },
          environment: 'production',
        });
        const total = source.toQuery(requests(), subject('broken'));
        const [counted] = (
          await source.queryRaw(total.replaceAll('$window', '1h'), {
            at: new Date(now),
          })
        ).rows;
        expect(counted.labels).toEqual({});
        // 100 requests in each 15 seconds.
        expect(counted.value).toBeGreaterThan(19_900);
        expect(counted.value).toBeLessThan(20_200);
        expect(
          (
            await source.queryRaw(
              source
                .toQuery(requests(), {
                  ...subject('broken'),
                  environment: 'staging',
                })
                .replaceAll('$window', '1h'),
            )
          ).rows,
        ).toEqual([]);

        const [first, second] = ['broken', 'fine'].map(service =>
          exportPrometheusRules(slo(service), {
            total: source.toQuery(requests(), subject(service)),
            bad: source.toQuery(requests('5..'), subject(service)),
            // No minute to wait.
          }).replace('interval: 1m', 'interval: 1s'),
        );
        const rules = `${first}${second.replace(/^groups:$/m, '')}`;
        await server.reload({ rules });
        const firing = async () => {
          const answer = await fetch(`${server.url}/api/v1/alerts`);
          const { data } = (await answer.json()) as {
            data: {
              alerts: Array<{ state: string; labels: Record<string, string> }>;
            };
          };
          return data.alerts.filter(({ state }) => state === 'firing');
        };
        let alerts = await firing();
        while (alerts.length === 0) {
          await delay(200);
          alerts = await firing();
        }
        expect(new Set(alerts.map(({ labels }) => labels.slo))).toEqual(
          new Set(['broken']),
        );
        expect(alerts.map(({ labels }) => labels)).toContainEqual(
          expect.objectContaining({
            severity: 'page',
            long_window: '1h',
            short_window: '5m',
          }),
        );
      } finally {
        await source.close();
        await server.stop();
      }
    });
  },
);
