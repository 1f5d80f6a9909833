import request from 'supertest';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import {
  catalogServiceRef,
  type CatalogService,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  entityHealthSchema,
  fleetResponseSchema,
  getSeriesResponseSchema,
  listHealthResponseSchema,
  listIdleGpusResponseSchema,
  listQualityResponseSchema,
  listSourcesResponseSchema,
} from '@platform-ops/backstage-plugin-ops-health-common';
import { metricSourcesExtensionPoint } from '@platform-ops/backstage-plugin-ops-health-node';
import type { RouteDefinition } from '@platform-ops/backstage-plugin-platform-ops-node';
import { FakeSource } from './__testUtils__/FakeSource';
import { routes } from './api/routes';
import opsHealthPlugin from './index';

const user = { authorization: mockCredentials.user.header() };

function component(name: string, annotations = {}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
    spec: { type: 'service', owner: 'shop' },
    relations: [
      { type: 'partOf', targetRef: 'system:default/web-shop' },
      { type: 'ownedBy', targetRef: 'group:default/shop' },
    ],
  };
}

const system: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name: 'web-shop', namespace: 'default', title: 'Web shop' },
  spec: { owner: 'shop' },
  relations: [{ type: 'partOf', targetRef: 'domain:default/retail' }],
};

async function start(
  options: {
    granted?: (permission: string) => boolean;
    visible?: string[];
    opsHealth?: object;
  } = {},
) {
  const source = new FakeSource('eu');
  source.series = [
    {
      labels: { service: 'cart', cluster: 'prod-1' },
      errorRatio: 0.001,
      latency: 0.2,
      throughput: 5,
    },
    {
      labels: { service: 'checkout', cluster: 'prod-1' },
      errorRatio: 0.002,
      latency: 0.9,
      throughput: 3,
    },
    { labels: { service: 'checkout', cluster: 'test' }, latency: 0.1 },
    { labels: { service: 'nobody' }, latency: 0.1 },
  ];
  const entities = [
    component('cart'),
    component('checkout', {
      'platformops.io/health-limits': 'latency<500ms, speed<1',
      'platformops.io/runbook-url': 'https://runbooks.example.com/checkout',
      'platformops.io/tier': '1',
    }),
    component('library'),
    system,
  ];
  const allowed = options.granted ?? (() => true);
  const permissions = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(({ permission }) => ({
        result: allowed(permission.name)
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
      })),
    authorizeConditional: async requests =>
      requests.map(() =>
        options.visible
          ? ({
              result: AuthorizeResult.CONDITIONAL,
              pluginId: 'catalog',
              resourceType: 'catalog-entity',
              conditions: {
                rule: 'IS_ENTITY_KIND',
                resourceType: 'catalog-entity',
                params: {},
              },
            } as any)
          : { result: AuthorizeResult.ALLOW },
      ),
  });
  const catalog = catalogServiceMock({ entities });
  const visibleCatalog = catalogServiceMock({
    entities: entities.filter(({ metadata }) =>
      options.visible?.includes(metadata.name),
    ),
  });
  const catalogOf = ({
    credentials,
  }: Parameters<CatalogService['streamEntities']>[1]) =>
    options.visible &&
    (credentials.principal as { type: string }).type === 'user'
      ? visibleCatalog
      : catalog;
  const catalogOfCaller: CatalogService = {
    ...catalog,
    streamEntities: (query, call) =>
      catalogOf(call).streamEntities(query, call),
    getEntitiesByRefs: (query, call) =>
      catalogOf(call).getEntitiesByRefs(query, call),
  };
  const scheduler = mockServices.scheduler();
  const published: unknown[] = [];
  const { server } = await startTestBackend({
    features: [
      opsHealthPlugin,
      createBackendModule({
        pluginId: 'ops-health',
        moduleId: 'fake',
        register(env) {
          env.registerInit({
            deps: { sources: metricSourcesExtensionPoint },
            async init({ sources }) {
              sources.addMetricSource(source);
            },
          });
        },
      }),
      mockServices.rootConfig.factory({
        data: {
          opsHealth: {
            joins: [{ id: 'service', labels: { service: '{name}' } }],
            environments: [
              { environment: 'production', cluster: 'prod-.*' },
              { environment: 'test', cluster: 'test' },
            ],
            ...options.opsHealth,
          },
        },
      }),
      permissions.factory,
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({
          publish: async (signal: unknown) => void published.push(signal),
        }),
      }),
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => catalogOfCaller,
      }),
    ],
  });
  const get = (path: string, headers: object = user) =>
    request(server)
      .get(`/api/ops-health${path}`)
      .set(headers as any);
  const post = (path: string, body: object = {}, headers: object = user) =>
    request(server)
      .post(`/api/ops-health${path}`)
      .set(headers as any)
      .send(body);
  const remove = (path: string, headers: object = user) =>
    request(server)
      .delete(`/api/ops-health${path}`)
      .set(headers as any);
  const refresh = () => scheduler.triggerTask('ops-health-refresh');
  return { source, get, post, remove, refresh, published };
}

describe('ops health backend', () => {
  it('tells the health of entities by what a source measures', async () => {
    const { get, post, refresh, published } = await start();
    await refresh();
    await refresh();
    expect(published).toContainEqual(
      expect.objectContaining({ channel: 'ops-health:fleet' }),
    );

    const list = await get('/health/list?limit=1');
    expect(list.status).toBe(200);
    const first = listHealthResponseSchema.parse(list.body);
    expect(first).toMatchObject({
      totalItems: 2,
      items: [
        {
          entityRef: 'component:default/checkout',
          state: 'warning',
          tier: 1,
          system: 'system:default/web-shop',
          domain: 'domain:default/retail',
          reason: 'Latency p99 is 900 ms, it should be below 500 ms',
        },
      ],
    });
    const second = await get(`/health/list?limit=1&cursor=${first.nextCursor}`);
    expect(second.body.items[0]).toMatchObject({
      entityRef: 'component:default/cart',
      state: 'good',
    });
    expect(second.body.nextCursor).toBeUndefined();
    expect((await get('/health/list?state=bad')).body.totalItems).toBe(0);
    expect((await get('/health/list?text=CART')).body.totalItems).toBe(1);

    const { body } = await get('/health?entityRef=component:default/checkout');
    expect(entityHealthSchema.parse(body)).toMatchObject({
      environments: [
        { environment: 'production', state: 'warning', unmapped: false },
        { environment: 'test', state: 'good' },
      ],
      joins: [
        { source: 'eu', rule: 'service', labels: { service: 'checkout' } },
      ],
      links: [
        { kind: 'runbook', url: 'https://runbooks.example.com/checkout' },
      ],
      problems: [
        { text: expect.stringContaining("'speed' is not an indicator") },
      ],
    });
    expect(
      body.readings.find(
        (reading: any) =>
          reading.indicator === 'latency' &&
          reading.environment === 'production',
      ),
    ).toMatchObject({
      value: 0.9,
      stale: false,
      limit: { operator: '<', value: 0.5, kept: false },
    });

    const library = await get('/health?entityRef=component:default/library');
    expect(entityHealthSchema.parse(library.body)).toMatchObject({
      state: 'unknown',
      problems: [{ annotation: { name: 'platformops.io/metric-labels' } }],
    });
    expect(
      (
        await post('/health/by-refs', {
          entityRefs: ['component:default/cart', 'component:default/library'],
        })
      ).body.items,
    ).toMatchObject([{ state: 'good' }, null]);
  });

  it('groups the fleet and rolls it up', async () => {
    const { get, refresh } = await start();
    await refresh();
    await refresh();
    const fleet = fleetResponseSchema.parse((await get('/fleet')).body);
    expect(fleet).toMatchObject({
      groups: [
        {
          system: 'system:default/web-shop',
          title: 'Web shop',
          state: 'warning',
          cells: [{ title: 'checkout' }, { title: 'cart' }],
        },
      ],
      counts: { bad: 0, warning: 1, good: 1, idle: 0, unknown: 0 },
      worst: [{ title: 'checkout', reason: { kind: 'limit' } }],
    });
    for (const ref of [
      'system:default/web-shop',
      'domain:default/retail',
      'group:default/shop',
    ]) {
      expect((await get(`/rollup?entityRef=${ref}`)).body).toMatchObject({
        state: 'warning',
        reason: 'checkout: Latency p99 is 900 ms, it should be below 500 ms',
        counts: { warning: 1, good: 1 },
      });
    }
    expect(
      (await get('/rollup?entityRef=component:default/cart')).body.error
        .message,
    ).toContain('expected is a system, domain or group');
  });

  it('reads the course of indicators, and keeps it while a source is silent', async () => {
    const { source, get, refresh } = await start();
    await refresh();
    const path =
      '/health/series?entityRef=component:default/cart&from=2026-11-23T00:00:00Z&to=2026-11-23T06:00:00Z&points=24&compareOffsetSeconds=604800';
    const series = getSeriesResponseSchema.parse((await get(path)).body);
    expect(series.stepSeconds).toBe(900);
    expect(series.series.map(({ indicator }) => indicator)).toEqual([
      'error-ratio',
      'latency',
      'throughput',
    ]);
    expect(series.series[1].points).toHaveLength(24);
    expect(series.series[1].points[0]).toEqual([
      Date.parse('2026-11-23T00:00:00Z'),
      0.2,
    ]);
    expect(series.series[1].comparison?.[0]).toEqual([
      Date.parse('2026-11-23T00:00:00Z'),
      0.2,
    ]);
    const questions = source.questions;
    await get(path);
    expect(source.questions).toBe(questions);

    source.failure = new Error('connection refused');
    const later = path
      .replace('23T00:00', '23T00:15')
      .replace('23T06:00', '23T06:15');
    const stale = getSeriesResponseSchema.parse((await get(later)).body);
    expect(stale.series[1]).toMatchObject({ stale: true });
    expect(stale.series[1].points[0][1]).toBe(0.2);
    const wider = await get(`${path.replace('T06', 'T12')}&indicator=latency`);
    expect(wider.body.failures).toEqual([
      { indicator: 'latency', message: 'connection refused' },
    ]);
    expect(
      (await get(path.replace('T06:00', 'T00:00'))).body.error.message,
    ).toContain('expected is a time after from');
  });

  it('shows how sources stand and what they join', async () => {
    const { source, get, post, refresh } = await start();
    expect((await get('/sources')).body.items[0].state).toBe('never');
    await refresh();
    const [status] = listSourcesResponseSchema.parse(
      (await get('/sources')).body,
    ).items;
    expect(status).toMatchObject({
      id: 'eu',
      title: 'Source eu',
      takesQueries: true,
      state: 'connected',
      lagSeconds: 1.5,
      packs: ['http'],
      joins: { matched: 3, unmatched: 1, ambiguous: 0, entities: 2 },
      cost: { queries: 6, slowestSeconds: 0.004 },
    });
    const joins = await get('/sources/eu/joins?limit=2');
    expect(joins.body).toMatchObject({
      totalItems: 4,
      items: [
        { state: 'unmatched', labels: { service: 'nobody' }, unmapped: true },
        {
          state: 'matched',
          rule: 'service',
          environment: 'production',
          entityRefs: ['component:default/cart'],
        },
      ],
    });
    expect(
      (await get(`/sources/eu/joins?cursor=${joins.body.nextCursor}`)).body
        .items,
    ).toHaveLength(2);
    expect(
      (await get('/sources/eu/joins?state=matched&text=CHECK')).body.totalItems,
    ).toBe(2);

    source.failure = new Error('connection refused');
    await refresh();
    const failing = (await get('/sources')).body.items[0];
    expect(failing).toMatchObject({
      state: 'failing',
      errors: [{ message: 'connection refused' }],
      joins: { matched: 3 },
      lastSuccessAt: status.lastSuccessAt,
    });
    // What it last said stays.
    expect((await get('/health/list')).body.totalItems).toBe(2);

    source.failure = undefined;
    expect((await post('/sources/eu/refresh')).status).toBe(202);
    expect((await post('/sources/us/refresh')).body.error.message).toContain(
      "'us' is not configured; configured are eu",
    );
    const tested = await post('/queries/test', { source: 'eu', query: 'up' });
    expect(tested.body).toMatchObject({
      rows: [{ labels: { query: 'up' }, value: 1 }],
      warnings: ['a warning'],
    });
  });

  it('shows health only where the entity is shown', async () => {
    const { get, post, refresh } = await start({ visible: ['cart'] });
    await refresh();
    await refresh();
    expect((await get('/health/list')).body.items).toMatchObject([
      { entityRef: 'component:default/cart' },
    ]);
    expect((await get('/fleet')).body).toMatchObject({
      counts: { warning: 0, good: 1 },
      worst: [],
    });
    expect(
      (await get('/rollup?entityRef=system:default/web-shop')).body.state,
    ).toBe('good');
    for (const path of [
      '/health?entityRef=component:default/checkout',
      '/health?entityRef=component:default/missing',
      '/health/series?entityRef=component:default/checkout&from=2026-11-23T00:00:00Z&to=2026-11-23T06:00:00Z',
    ]) {
      expect((await get(path)).status).toBe(404);
    }
    expect(
      (
        await post('/health/by-refs', {
          entityRefs: ['component:default/checkout'],
        })
      ).body.items,
    ).toEqual([null]);
  });

  it('warns of quality that a pipeline reports, and calls nothing good by it', async () => {
    const { get, post, refresh } = await start({
      opsHealth: { limits: [{ limit: 'auc >= 0.9' }] },
    });
    await refresh();
    const day = (daysAgo: number) =>
      new Date(Date.now() - daysAgo * 86_400_000).toISOString();
    const measurement = {
      entityRef: 'component:default/cart',
      indicator: 'auc',
      name: 'AUC on weekly labels',
      value: 0.78,
      n: 4210,
      evaluationSetDigest: `sha256:${'a'.repeat(64)}`,
      measuredFrom: day(8),
      measuredTo: day(1),
    };
    const measurements = [
      measurement,
      { ...measurement, slice: { feature: 'sex', value: 'female' }, n: 12 },
      { ...measurement, value: 0.95, entityRef: 'component:default/library' },
    ];
    const report = async (...items: object[]) =>
      (await post('/quality/measurements', { measurements: items })).body;
    expect(await report(...measurements)).toEqual({ stored: 3, known: 0 });
    expect(await report(...measurements)).toEqual({ stored: 0, known: 3 });
    await refresh();

    const cart = await get('/health?entityRef=component:default/cart');
    expect(entityHealthSchema.parse(cart.body)).toMatchObject({
      state: 'warning',
      reason: 'AUC is 0.78, it should be at least 0.9 (AUC on weekly labels)',
    });
    expect(
      cart.body.readings.filter(({ source }: any) => source === 'reports'),
    ).toMatchObject([
      {
        indicator: 'auc',
        environment: 'production',
        value: 0.78,
        stale: false,
        limit: { kept: false, origin: 'config' },
      },
    ]);
    expect(cart.body.joins).toHaveLength(1);

    const library = await get('/health?entityRef=component:default/library');
    expect(entityHealthSchema.parse(library.body)).toMatchObject({
      state: 'unknown',
      reason: 'Only its quality is reported; how it runs is not measured',
      readings: [{ indicator: 'auc', value: 0.95, limit: { kept: true } }],
    });
    expect((await get('/health/list')).body.totalItems).toBe(2);

    const quality = await get('/quality?entityRef=component:default/cart');
    expect(listQualityResponseSchema.parse(quality.body)).toMatchObject({
      totalItems: 2,
      items: [
        { state: 'measured', value: 0.78, history: [{ value: 0.78, n: 4210 }] },
        {
          slice: { feature: 'sex', value: 'female' },
          state: 'unknown',
          text: '12 examples are too few; 30 are needed',
          history: [{ n: 12, note: '12 examples are too few; 30 are needed' }],
        },
      ],
    });
    expect(quality.body.items[1].history[0].value).toBeUndefined();

    // Better again: the warning goes, though not before it was gone for a while.
    expect(
      await report({ ...measurement, value: 0.93, measuredTo: day(0.5) }),
    ).toEqual({ stored: 1, known: 0 });
    const better = await get('/health?entityRef=component:default/cart');
    expect(
      better.body.readings.find(({ source }: any) => source === 'reports'),
    ).toMatchObject({ value: 0.93, limit: { kept: true } });

    const wrong = async (fields: object) =>
      (
        await post('/quality/measurements', {
          measurements: [{ ...measurement, ...fields }],
        })
      ).body.error.message;
    expect(await wrong({ value: 1.2 })).toBe(
      'measurements.0.value: expected for auc is 0 to 1; found 1.2',
    );
    expect(await wrong({ measuredTo: '2999-01-01T00:00:00Z' })).toContain(
      'measurements.0.measuredTo: expected is a time that has passed',
    );
    expect(await wrong({ entityRef: 'component:default/nobody' })).toContain(
      'measurements.0.entityRef: expected is an entity of the catalog',
    );
  });

  it('shows and takes quality only where the entity is shown', async () => {
    const { get, post } = await start({ visible: ['cart'] });
    const path = '/quality?entityRef=component:default';
    expect((await get(`${path}/cart`)).status).toBe(200);
    expect((await get(`${path}/checkout`)).status).toBe(404);
    const { path: reports, example } = routes.reportQuality;
    expect((await post(reports, example.body)).status).toBe(400);
    const pipeline = mockCredentials.service.header({
      onBehalfOf: mockCredentials.service('external:pipeline'),
      targetPluginId: 'ops-health',
    });
    const reported = await post(reports, example.body, {
      authorization: pipeline,
    });
    expect(reported.body).toEqual({ stored: 1, known: 0 });
  });

  it('tells costs where prices are configured, with their currency', async () => {
    const gauges = {
      DCGM_FI_DEV_GPU_TEMP: 2,
      DCGM_FI_DEV_GPU_UTIL: 0.01,
    };
    const priced = await start({
      opsHealth: {
        prices: { currency: 'EUR', gpuHours: [{ price: 1.8 }] },
      },
    });
    priced.source.series[0].gauges = gauges;
    await priced.refresh();
    const { body } = await priced.get(
      '/health?entityRef=component:default/cart',
    );
    expect(entityHealthSchema.parse(body).readings).toContainEqual(
      expect.objectContaining({
        indicator: 'prediction-cost',
        // 2 GPUs at 1.8 an hour, for 5 requests a second.
        value: 0.2,
        currency: 'EUR',
        note: '2 × GPU at €1.80 an hour',
        source: 'prices',
      }),
    );
    const idle = listIdleGpusResponseSchema.parse(
      (await priced.get('/cost/idle-gpus')).body,
    );
    expect(idle).toMatchObject({ currency: 'EUR', items: [], undecided: 1 });

    const unpriced = await start();
    unpriced.source.series[0].gauges = gauges;
    await unpriced.refresh();
    const health = await unpriced.get(
      '/health?entityRef=component:default/cart',
    );
    expect(
      health.body.readings.map(({ indicator }: any) => indicator),
    ).not.toContain('prediction-cost');
    expect((await unpriced.get('/cost/idle-gpus')).body).toEqual({
      below: 0.05,
      items: [],
      totalItems: 0,
      totalGpus: 0,
      unpriced: 0,
      undecided: 0,
      owners: [],
    });
  });

  it('denies what nobody granted', async () => {
    const { get, post, remove } = await start({ granted: () => false });
    const bodies: Record<string, object> = {
      getHealthByRefs: { entityRefs: ['component:default/cart'] },
      testQuery: { source: 'eu', query: 'up' },
      reportQuality: routes.reportQuality.example.body,
      silenceAlert: {
        entityRef: 'component:default/cart',
        source: 'eu',
        fingerprint: 'f00',
        seconds: 7200,
        comment: 'known',
      },
    };
    const queries: Record<string, string> = {
      getHealth: '?entityRef=component:default/cart',
      listDeployments: '?entityRef=component:default/cart',
      getRollup: '?entityRef=system:default/web-shop',
      listQuality: '?entityRef=component:default/cart',
      endSilence: '?source=eu',
      getSeries:
        '?entityRef=component:default/cart&from=2026-11-23T00:00:00Z&to=2026-11-23T06:00:00Z',
    };
    for (const [name, route] of Object.entries<RouteDefinition>(routes)) {
      const path = route.path.replace(/:\w+/g, 'eu') + (queries[name] ?? '');
      const send = (headers: object) => {
        if (route.method === 'delete') {
          return remove(path, headers);
        }
        return route.method === 'get'
          ? get(path, headers)
          : post(path, bodies[name] ?? {}, headers);
      };
      expect([name, (await send(user)).status]).toEqual([name, 403]);
      expect([
        name,
        (await send({ authorization: mockCredentials.none.header() })).status,
      ]).toEqual([name, 401]);
    }
  });

  it('names the field that is wrong', async () => {
    const { get, post } = await start();
    expect(
      (await get('/health?entityRef=checkout')).body.error.message,
    ).toContain('entityRef: expected a full entity ref');
    expect((await get('/health/list?cursor=bm8')).body.error.message).toContain(
      'cursor:',
    );
    expect((await get('/health/list?state=great')).status).toBe(400);
    expect((await post('/queries/test', { source: 'eu' })).status).toBe(400);
  });

  it('documents requests that work', async () => {
    const { get, post, refresh } = await start();
    await refresh();
    const document = (await get('/openapi.json')).body;
    const all = Object.entries<RouteDefinition>(routes);
    for (const [name, route] of all) {
      const path = route.path.replace(/:(\w+)/g, '{$1}');
      expect(document.paths[path][route.method].operationId).toBe(name);
    }
    for (const [name, route] of all.filter(([, { example }]) => example)) {
      const query = new URLSearchParams(route.example!.query).toString();
      const answer = await (route.method === 'get'
        ? get(`${route.path}?${query}`)
        : post(route.path, route.example!.body as object));
      expect([name, answer.status]).toEqual([name, 200]);
      route.response?.parse(answer.body);
    }
  });
});
