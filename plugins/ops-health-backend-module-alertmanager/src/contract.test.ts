import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ObservedAlert } from '@platform-ops/backstage-plugin-ops-health-node';
import { describeWithServer, FakeHttpServer } from '@platform-ops/test-servers';
import { sourceOf } from './__testUtils__/sources';
import type { AlertmanagerAlertSource } from './alertmanager/AlertmanagerAlertSource';

const TOKEN = 'alertmanager-token';

/** As docs/integrations/alertmanager.md says, only quicker. */
const alertmanagerYaml = (receiverUrl: string, credentialsFile: string) => `
route:
  receiver: portal
  group_by: [service]
  group_wait: 1s
  group_interval: 1s
  repeat_interval: 1h
receivers:
  - name: portal
    webhook_configs:
      - url: ${receiverUrl}/all
        http_config: { authorization: { credentials_file: ${credentialsFile} } }
      - url: ${receiverUrl}/truncated
        max_alerts: 1
inhibit_rules:
  - source_matchers: [severity="critical"]
    target_matchers: [severity="warning"]
    equal: [service]
`;

const rulesYaml = (checkout: string) => `
groups:
  - name: test
    interval: 1s
    rules:
      - alert: CheckoutDown
        expr: ${checkout}
        labels: { severity: critical, service: checkout }
        annotations: { summary: 'It is down', runbook_url: 'https://runbooks.example.com/down' }
      - alert: CheckoutSlow
        expr: ${checkout}
        labels: { severity: warning, service: checkout }
      - alert: SearchSlow
        expr: vector(1)
        labels: { severity: minor, service: search }
        annotations: { description: 'Slow by {{ $value }}' }
      - alert: SearchOld
        expr: vector(1)
        labels: { severity: info, service: search }
`;

/** Asks until it is so; the test's own time-out ends it. */
async function until<T>(ask: () => T | Promise<T>): Promise<NonNullable<T>> {
  for (;;) {
    const answer = await ask();
    if (answer) {
      return answer;
    }
    await delay(50);
  }
}

describeWithServer('prometheus', 'AlertmanagerAlertSource', prometheus =>
  describeWithServer('alertmanager', 'contract', alertmanager => {
    let receiver: FakeHttpServer;
    let source: AlertmanagerAlertSource;

    const listed = async (name: string) =>
      (await source.list!()).alerts.find(alert => alert.name === name);
    /** Of all notifications that a real Alertmanager sent. */
    const received = (path: string) =>
      receiver.asked
        .filter(({ url }) => url === path)
        .map(asked => ({ ...asked, body: JSON.parse(asked.body) }));
    const parsed = (): ObservedAlert[] =>
      received('/all').flatMap(({ body }) =>
        source.webhook.parse(body, new Date()),
      );

    beforeAll(async () => {
      receiver = await FakeHttpServer.start();
      const { url, directory } = alertmanager();
      const credentialsFile = join(directory, 'portal-token');
      writeFileSync(credentialsFile, TOKEN);
      writeFileSync(
        join(directory, 'alertmanager.yml'),
        alertmanagerYaml(receiver.url, credentialsFile),
      );
      const answer = await fetch(`${url}/-/reload`, { method: 'POST' });
      if (!answer.ok) {
        throw new Error(await answer.text());
      }
      source = sourceOf({ url });
      await prometheus().reload({
        rules: rulesYaml('vector(1)'),
        alertmanagerUrl: url,
      });
      await until(async () => {
        const { alerts } = await source.list!();
        return (
          alerts.length === 4 && alerts.some(({ suppressed }) => suppressed)
        );
      });
    });
    afterAll(async () => {
      await source.close();
      await receiver.stop();
    });

    it('lists what a real Prometheus fires', async () => {
      const { alerts, cost, warnings } = await source.list!();
      expect(
        Object.fromEntries(
          alerts.map(({ name, severity, summary, suppressed }) => [
            name,
            [severity, summary, suppressed?.by],
          ]),
        ),
      ).toEqual({
        CheckoutDown: ['page', 'It is down', undefined],
        CheckoutSlow: ['ticket', 'CheckoutSlow', 'inhibition'],
        SearchSlow: ['ticket', 'Slow by 1', undefined],
        SearchOld: ['info', 'SearchOld', undefined],
      });
      expect(warnings).toEqual([]);
      expect(cost).toMatchObject({ queries: 1, samples: 4 });
      const down = alerts.find(({ name }) => name === 'CheckoutDown')!;
      expect(down).toMatchObject({
        labels: {
          alertname: 'CheckoutDown',
          service: 'checkout',
          severity: 'critical',
        },
        runbookUrl: 'https://runbooks.example.com/down',
        url: expect.stringMatching(/^http:\/\/.+\/graph\?g0\.expr=vector/),
      });
      expect(down.startsAt.getTime()).toBeLessThanOrEqual(Date.now());
      expect(down.endsAt!.getTime()).toBeGreaterThan(Date.now());
    });

    it('understands what it posts', async () => {
      const firing = await until(() =>
        parsed().find(({ name }) => name === 'CheckoutDown'),
      );
      const { fingerprint, labels, startsAt, url, runbookUrl, summary } =
        (await listed('CheckoutDown'))!;
      expect(firing).toEqual({
        fingerprint,
        name: 'CheckoutDown',
        severity: 'page',
        labels,
        summary,
        // The list has it in milliseconds, too.
        startsAt,
        endsAt: undefined,
        url,
        runbookUrl,
      });
      const [{ method, headers, body }] = received('/all');
      expect(method).toBe('POST');
      expect(headers).toMatchObject({
        authorization: `Bearer ${TOKEN}`,
        'content-type': 'application/json',
        'user-agent': expect.stringMatching(/^Alertmanager\//),
      });
      expect(body).toEqual({
        version: '4',
        groupKey: expect.any(String),
        groupLabels: expect.any(Object),
        commonLabels: expect.any(Object),
        commonAnnotations: expect.any(Object),
        externalURL: expect.any(String),
        receiver: 'portal',
        status: 'firing',
        truncatedAlerts: 0,
        alerts: expect.any(Array),
      });
      const truncated = await until(() =>
        received('/truncated').find(found => found.body.truncatedAlerts === 1),
      );
      expect(source.webhook.parse(truncated.body, new Date())).toHaveLength(1);
    });

    it('silences, and says until when and why', async () => {
      const { labels } = (await listed('SearchSlow'))!;
      const end = new Date(Date.now() + 2 * 3_600_000);
      const id = await source.silences!.create({
        labels,
        until: end,
        createdBy: 'user:default/olivia',
        comment: 'Known: being rebuilt',
      });
      const silenced = await until(async () => {
        const alert = await listed('SearchSlow');
        return alert?.suppressed && alert;
      });
      expect(silenced.suppressed).toEqual({
        by: 'silence',
        until: end,
        comment: 'Known: being rebuilt',
        createdBy: 'user:default/olivia',
        silenceId: id,
      });
      expect((await listed('SearchOld'))!.suppressed).toBeUndefined();

      await source.silences!.expire(id);
      await until(async () => !(await listed('SearchSlow'))!.suppressed);

      // One that others share cannot be ended for one alert.
      const wide = await source.silences!.create({
        labels: { service: 'search' },
        until: end,
        createdBy: 'Sam',
        comment: 'All of search',
      });
      await until(async () => (await listed('SearchSlow'))!.suppressed);
      expect((await listed('SearchOld'))!.suppressed).toEqual({
        by: 'silence',
        until: end,
        comment: 'All of search',
        createdBy: 'Sam',
      });
      await source.silences!.expire(wide);
      await until(async () => !(await listed('SearchSlow'))!.suppressed);
      await expect(source.silences!.expire('nonsense')).rejects.toThrow(
        /answered DELETE \/api\/v2\/silence\/nonsense with 422 \(.*uuid.*\)$/,
      );
    });

    it('tells what ends', async () => {
      await prometheus().reload({ rules: rulesYaml('vector(1) == 2') });
      const resolved = await until(() =>
        parsed().find(({ name, endsAt }) => name === 'CheckoutDown' && endsAt),
      );
      expect(resolved.endsAt!.getTime()).toBeLessThanOrEqual(Date.now());
      await until(async () => !(await listed('CheckoutDown')));
      expect(await listed('SearchOld')).toBeDefined();
    });

    it('bears 10,000 alerts', async () => {
      const alerts = Array.from({ length: 10_000 }, (_, index) => ({
        labels: {
          alertname: 'Storm',
          severity: index % 2 ? 'info' : 'critical',
          pod: `pod-${index}`,
        },
        annotations: { description: 'x'.repeat(500) },
        generatorURL: `http://prometheus.example.com/graph?g0.expr=${index}`,
      }));
      const answer = await fetch(`${alertmanager().url}/api/v2/alerts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(alerts),
      });
      expect(answer.status).toBe(200);
      const { alerts: kept, cost, warnings } = await source.list!();
      expect(kept).toHaveLength(10_000);
      expect(kept.filter(({ severity }) => severity === 'page')).toHaveLength(
        5_000,
      );
      // Of all, the least urgent ones are left out.
      expect(kept.some(({ name }) => name === 'SearchSlow')).toBe(true);
      expect(cost.samples).toBe(10_002);
      expect(warnings).toEqual([
        expect.stringMatching(/has 10002 alerts, of which the 10000 most urg/),
      ]);
    });
  }),
);
