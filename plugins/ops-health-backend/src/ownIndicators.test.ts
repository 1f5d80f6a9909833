import { setTimeout as delay } from 'node:timers/promises';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type {
  EntityHealth,
  GetSeriesResponse,
  ListSourcesResponse,
} from '@platform-ops/backstage-plugin-ops-health-common';
import { describeWithServer } from '@platform-ops/test-servers';
import { FakeSource } from './__testUtils__/FakeSource';
import { startPortal } from './__testUtils__/startPortal';

jest.setTimeout(120_000);

function component(name: string, annotations: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'backstage.io/kubernetes-namespace': 'shop',
        ...annotations,
      },
    },
    spec: { type: 'service' },
  };
}

const record = (name: string, value: number, labels: object) => `
      - record: ${name}
        expr: vector(${value})
        labels: ${JSON.stringify(labels)}`;

/** Constants, so that nothing has to be scraped. */
const rules = `groups:
  - name: constants
    interval: 1s
    rules:${[
      record('queue_age_seconds', 12, {
        namespace: 'shop',
        service: 'cart',
        queue: 'orders',
      }),
      record('queue_age_seconds', 30, {
        namespace: 'shop',
        service: 'checkout',
        queue: 'orders',
      }),
      record('queue_age_seconds', 90, {
        namespace: 'shop',
        service: 'checkout',
        queue: 'refunds',
      }),
      record('stock_items', 7, { shop: 'cart' }),
      record('memUsage', 1, { component: 'api', job: 'a' }),
      record('memUsage', 5, { component: 'worker', job: 'b' }),
      // What a pack knows, of something that no entity is.
      record('nodejs_eventloop_lag_p99_seconds', 0.01, {
        namespace: 'shop',
        service: 'old-checkout',
      }),
    ].join('')}
`;

const entities = [
  component('cart', {
    'prometheus.io/rule': 'memUsage|component, sum(stock_items), rate(x[5m]|y',
    'prometheus.io/service-name': 'Metrics of team B',
    'prometheus.io/alert': 'TeamIsAway',
    'prometheus.io/labels': 'team=b',
  }),
  component('checkout', {
    'platformops.io/indicators': `# What waits
waiting [seconds] = metrics: max(queue_age_seconds{
service="checkout", queue=~"orders|refunds"})
each [seconds] = metrics: queue_age_seconds{service="checkout"}
broken = metrics: sum(up) by
empty = metrics: no_such_metric
endless = metrics: vector(1) / 0
elsewhere = other: up`,
    'platformops.io/health-limits': 'waiting < 1min',
  }),
  component('old-checkout-2', {
    'platformops.io/metric-labels': 'namespace=shop,service=oldcheckout',
  }),
];

const readingsOf = ({ readings }: EntityHealth) =>
  Object.fromEntries(
    readings.map(({ indicator, value, definition, note }) => [
      indicator,
      [value, definition?.unit, definition?.title, note],
    ]),
  );

const valuesOf = ({ readings }: EntityHealth) =>
  Object.fromEntries(
    readings.map(({ indicator, value }) => [indicator, value]),
  );

describeWithServer(
  'prometheus',
  'indicators of people, by Prometheus',
  server => {
    it('asks them beside those of packs, and says what is wrong with them', async () => {
      await server().reload({ rules });
      const portal = await startPortal({
        entities,
        opsHealth: {
          rawQueries: { fromCatalog: true },
          indicators: [
            {
              name: 'queue-age',
              title: 'Oldest order',
              unit: 'seconds',
              better: 'lower',
              source: 'metrics',
              query: 'max by (namespace, service) (queue_age_seconds)',
            },
            {
              name: 'stock',
              source: 'metrics',
              query: 'stock_items{shop="{name}"}',
              types: 'service',
            },
          ],
          limits: [{ limit: 'stock > 10' }],
          sources: {
            metrics: {
              type: 'prometheus',
              title: 'Metrics of team B',
              url: server().url,
              environment: 'production',
            },
            pushed: {
              type: 'alertmanager',
              url: 'none',
              environment: 'production',
            },
          },
        },
      });
      const health = (name: string) =>
        portal.get<EntityHealth>(`/health?entityRef=component:default/${name}`);
      try {
        let cart: EntityHealth;
        do {
          await portal.refreshAnew('metrics');
          await delay(200);
          cart = await health('cart');
        } while (cart.readings.length < 4 || cart.state !== 'warning');

        expect(readingsOf(cart)).toEqual({
          'queue-age': [12, 'seconds', 'Oldest order', undefined],
          stock: [7, 'count', 'Stock', undefined],
          'rule-1': [
            5,
            'count',
            'memUsage',
            'worker, the highest of 2 by component',
          ],
          'rule-2': [7, 'count', 'sum(stock_items)', undefined],
        });
        expect(cart.reason).toBe('Stock is 7, it should be above 10');
        expect(cart.joins).toEqual([
          {
            source: 'metrics',
            rule: 'service',
            labels: { namespace: 'shop', service: 'cart' },
          },
        ]);
        expect(cart.problems.map(({ text }) => text)).toEqual([
          expect.stringContaining(
            "prometheus.io/rule holds 'rate(x[5m]|y', which is no query",
          ),
        ]);

        const checkout = await health('checkout');
        expect(readingsOf(checkout)).toEqual({
          'queue-age': [90, 'seconds', 'Oldest order', undefined],
          waiting: [90, 'seconds', 'Waiting', undefined],
        });
        expect(
          checkout.readings.find(({ indicator }) => indicator === 'waiting'),
        ).toMatchObject({
          environment: 'production',
          pack: 'annotation',
          limit: { value: 60, kept: false },
        });
        expect(checkout.reason).toBe(
          'Waiting is 1 min 30 s, it should be below 1 min',
        );
        const problem = (name: string) =>
          checkout.problems.find(({ text }) =>
            new RegExp(`\\b(of|for) ${name}\\b`).test(text),
          )!;
        expect(checkout.problems).toHaveLength(5);
        expect(problem('each').text).toMatch(
          /^The query of each of the annotation platformops\.io\/indicators gives 2 series, such as \{.*queue="orders".*\}, where one is expected: add them up/,
        );
        expect(problem('each').query).toEqual({
          source: 'metrics',
          text: 'queue_age_seconds{service="checkout"}',
        });
        expect(problem('each').annotation?.value).toBe(
          entities[1].metadata.annotations![
            'platformops.io/indicators'
          ].replace(
            'each [seconds] = metrics: queue_age_seconds{service="checkout"}',
            'each [seconds] = metrics: sum(queue_age_seconds{service="checkout"})',
          ),
        );
        expect(problem('broken').text).toMatch(/is refused: .*parse error/);
        expect(problem('empty').annotation?.value).toContain(
          'empty = metrics: (no_such_metric) or vector(0)\n',
        );
        expect(problem('endless').text).toContain('gives Infinity now');
        expect(problem('elsewhere')).toMatchObject({
          text: expect.stringContaining(
            'asks other for elsewhere, which is no source that takes queries. Allowed are metrics.',
          ),
          annotation: {
            value: expect.stringContaining('elsewhere = metrics: up'),
          },
        });

        // What is tested is what was asked.
        const tested = await portal.post(
          '/queries/test',
          {
            source: problem('each').query!.source,
            query: problem('each').query!.text,
          },
          mockCredentials.user.header(),
        );
        expect(tested.body.totalRows).toBe(2);

        // Labels that nothing has, and those that come closest.
        const old = await health('old-checkout-2');
        expect(old.problems).toEqual([
          {
            text: 'No series has the labels of the annotation platformops.io/metric-labels, namespace=shop,service=oldcheckout. Of those of metrics that join nothing this one comes closest.',
            annotation: {
              name: 'platformops.io/metric-labels',
              value: 'namespace=shop,service=old-checkout',
            },
          },
        ]);

        const now = Date.now();
        const { series, failures } = await portal.get<GetSeriesResponse>(
          `/health/series?entityRef=component:default/cart&from=${new Date(
            now - 600_000,
          ).toISOString()}&to=${new Date(now + 60_000).toISOString()}`,
        );
        expect(failures).toEqual([]);
        const last = (points: Array<[number, number | null]>) =>
          points.findLast(([, value]) => value !== null)?.[1];
        expect(
          series.map(({ indicator, points, definition }) => [
            indicator,
            last(points),
            definition?.unit,
          ]),
        ).toEqual([
          ['queue-age', 12, 'seconds'],
          ['rule-1', 5, 'count'],
          ['rule-2', 7, 'count'],
          ['stock', 7, 'count'],
        ]);
        expect(
          series[1].parts?.map(({ name, points }) => [name, last(points)]),
        ).toEqual([
          ['worker', 5],
          ['api', 1],
        ]);
        expect(series[0].url).toContain(
          encodeURIComponent('queue_age_seconds'),
        );

        // The alerts that an entity names are its own, whatever their labels.
        const alert = (fingerprint: string, team: string) => ({
          status: 'firing',
          labels: { alertname: 'TeamIsAway', severity: 'ticket', team },
          annotations: { summary: `${team} is away` },
          startsAt: new Date(now - 60_000).toISOString(),
          endsAt: '0001-01-01T00:00:00Z',
          generatorURL: '',
          fingerprint,
        });
        const posted = await portal.post(
          '/webhooks/pushed',
          {
            version: '4',
            groupKey: '{}:{}',
            truncatedAlerts: 0,
            status: 'firing',
            receiver: 'portal',
            groupLabels: {},
            commonLabels: {},
            commonAnnotations: {},
            externalURL: 'http://alertmanager.example.com',
            alerts: [alert('f0', 'a'), alert('f1', 'b')],
          },
          mockCredentials.service.header(),
        );
        expect(posted.status).toBe(202);
        expect((await health('cart')).alerts).toMatchObject([
          { name: 'TeamIsAway', summary: 'b is away' },
        ]);

        const [source] = (await portal.get<ListSourcesResponse>('/sources'))
          .items;
        expect(source).toMatchObject({ state: 'connected', warnings: [] });
      } finally {
        await portal.stop();
      }
    });
  },
);

describe('indicators of people', () => {
  it('asks nothing that stands in annotations unless that is allowed', async () => {
    const source = new FakeSource('metrics');
    const asked = jest.spyOn(source, 'queryRaw');
    const portal = await startPortal({
      entities,
      sources: [source],
      opsHealth: {},
    });
    try {
      await portal.refresh();
      expect(asked).not.toHaveBeenCalled();
      for (const [name, annotation] of [
        ['cart', 'prometheus.io/rule'],
        ['checkout', 'platformops.io/indicators'],
      ]) {
        const { problems } = await portal.get<EntityHealth>(
          `/health?entityRef=component:default/${name}`,
        );
        expect(problems[0].text).toBe(
          `The annotation ${annotation} has no effect: this portal asks no queries that come from the catalog. Who runs it allows them by opsHealth.rawQueries.fromCatalog, or defines the indicator under opsHealth.indicators.`,
        );
      }
    } finally {
      await portal.stop();
    }
  });

  it('keeps the last value of what is not answered, and hurts nobody else', async () => {
    const source = new FakeSource('metrics');
    source.series = [{ labels: { service: 'cart' }, latency: 0.1 }];
    const answers = new Map([
      ['good', async () => 1],
      ['bad', async () => 2],
    ]);
    jest.spyOn(source, 'queryRaw').mockImplementation(async query => ({
      rows: [
        { labels: {}, value: await answers.get(query)!(), at: new Date() },
      ],
      cost: { queries: 1, samples: 1, bytes: 1, milliseconds: 1 },
      warnings: [],
    }));
    const portal = await startPortal({
      entities: [
        component('cart', {
          'platformops.io/indicators': 'a = metrics: good\nb = metrics: bad',
        }),
      ],
      sources: [source],
      opsHealth: {
        rawQueries: { fromCatalog: true },
        joins: [{ labels: { service: '{name}' } }],
      },
    });
    const health = () =>
      portal.get<EntityHealth>('/health?entityRef=component:default/cart');
    try {
      await portal.refresh();
      const before = await health();
      expect(valuesOf(before)).toEqual({ latency: 0.1, a: 1, b: 2 });
      expect(before.readings[0].environment).toBe('unmapped');

      answers.set('good', async () => 3);
      answers.set('bad', () => Promise.reject(new Error('It took too long')));
      await portal.refresh();
      const after = await health();
      expect(valuesOf(after)).toEqual({ latency: 0.1, a: 3, b: 2 });
      const at = ({ readings }: EntityHealth, name: string) =>
        readings.find(({ indicator }) => indicator === name)!.observedAt;
      expect(at(after, 'b')).toBe(at(before, 'b'));
      expect(at(after, 'a') > at(before, 'a')).toBe(true);
      expect(after.problems.map(({ text }) => text)).toContain(
        'The query of b of the annotation platformops.io/indicators was not answered: It took too long.',
      );

      // What was put right is no problem any more.
      answers.set('bad', async () => 4);
      await portal.refresh();
      const healed = await health();
      expect(valuesOf(healed)).toMatchObject({ b: 4 });
      expect(JSON.stringify(healed.problems)).not.toContain('indicators');
    } finally {
      await portal.stop();
    }
  });
});
