import request from 'supertest';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  catalogServiceRef,
  type CatalogService,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  ListModelHistoryQuery,
  ListModelHistoryResponse,
  ModelHistoryEntry,
} from '@platform-ops/backstage-plugin-models-common';
import {
  modelsServiceRef,
  type ModelsService,
} from '@platform-ops/backstage-plugin-models-node';
import {
  listHealthChangesResponseSchema,
  type HealthChange,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  conditionSourcesExtensionPoint,
  type ObservedResource,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { applyMigrations } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { SloDefinition } from '@platform-ops/slo';
import { createStores } from './database/createStores';
import opsHealthPlugin from './index';
import { entitySlo, type EntitySlo } from './slo/EntitySlo';
import { findObjectiveChanges } from './slo/findObjectiveChanges';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const DAY_MS = 86_400_000;
const MODEL_ID = '6f1c1f0e-5c3c-4a46-9d1b-0b5a7a1f2a11';
const VERSION_ID = '6f1c1f0e-5c3c-4a46-9d1b-0b5a7a1f2a12';

function entity(
  kind: string,
  name: string,
  annotations: Record<string, string> = {},
  relations: Entity['relations'] = [],
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default', annotations },
    spec: {},
    relations,
  };
}

function deployment(fields: Partial<ObservedResource>): ObservedResource {
  return {
    kind: 'Deployment',
    id: 'checkout',
    name: 'checkout',
    labels: { service: 'checkout' },
    readiness: 'ready',
    text: '1 of 1 ready',
    conditions: [],
    ...fields,
  };
}

/** Seen some minutes ago. */
function entry(minutes: number, fields: object): ModelHistoryEntry {
  const ago = (count: number) =>
    new Date(Date.now() - count * 60_000).toISOString();
  return {
    modelId: MODEL_ID,
    entityRef: 'model:default/churn',
    title: 'Churn',
    time: { after: ago(minutes + 1), before: ago(minutes) },
    ...fields,
  } as ModelHistoryEntry;
}

async function start(
  options: { databaseId?: TestDatabaseId; visible?: string[] } = {},
) {
  const knex = await databases.init(options.databaseId ?? 'SQLITE_3');
  const current = {
    entities: [
      entity('Component', 'checkout'),
      entity('Component', 'quiet'),
      entity('Model', 'churn', {}, [
        { type: 'servedBy', targetRef: 'component:default/checkout' },
      ]),
    ],
    resources: [deployment({})],
    history: async (
      _query: ListModelHistoryQuery,
      _user: unknown,
      _signal?: AbortSignal,
    ): Promise<ListModelHistoryResponse> => ({ items: [] }),
  };
  const isHidden = (call: { credentials: { principal: any } }) =>
    options.visible && call.credentials.principal.type === 'user';
  const catalog: CatalogService = {
    ...catalogServiceMock(),
    streamEntities: (query, call) =>
      catalogServiceMock({
        entities: current.entities.filter(
          ({ metadata }) =>
            !isHidden(call) || options.visible!.includes(metadata.name),
        ),
      }).streamEntities(query, call),
  };
  const asked: ListModelHistoryQuery[] = [];
  const models = {
    listHistory: async (query, { credentials, signal }) => {
      asked.push(query);
      return current.history(query, credentials.principal, signal);
    },
  } as ModelsService;
  const scheduler = mockServices.scheduler();
  const { server } = await startTestBackend({
    features: [
      opsHealthPlugin,
      createBackendModule({
        pluginId: 'ops-health',
        moduleId: 'cluster',
        register(env) {
          env.registerInit({
            deps: { sources: conditionSourcesExtensionPoint },
            async init({ sources }) {
              sources.addConditionSource({
                id: 'cluster',
                type: 'fake',
                title: 'Cluster',
                observe: async () => ({
                  resources: current.resources,
                  failures: [],
                  cost: { queries: 1, samples: 1, bytes: 1, milliseconds: 1 },
                  warnings: [],
                }),
              });
            },
          });
        },
      }),
      mockServices.rootConfig.factory({
        data: { opsHealth: { joins: [{ labels: { service: '{name}' } }] } },
      }),
      mockServices.database.factory({ knex }),
      mockServices.permissions.mock({
        authorize: async requests =>
          requests.map(() => ({ result: AuthorizeResult.ALLOW })),
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
      }).factory,
      createServiceFactory({
        service: modelsServiceRef,
        deps: {},
        factory: () => models,
      }),
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => catalog,
      }),
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
    ],
  });
  return {
    current,
    asked,
    refresh: () => scheduler.triggerTask('ops-health-refresh'),
    ask: (path: string, body?: object) =>
      (body
        ? request(server).post(`/api/ops-health${path}`).send(body)
        : request(server).get(`/api/ops-health${path}`)
      ).set({ authorization: mockCredentials.user.header() }),
    async changes(query = '') {
      const { body } = await request(server)
        .get(`/api/ops-health/changes?${query}`)
        .set({ authorization: mockCredentials.user.header() })
        .expect(200);
      return listHealthChangesResponseSchema.parse(body);
    },
  };
}

const words = (items: HealthChange[], kind?: string) =>
  items
    .filter(item => !kind || item.kind === kind)
    .map(({ entityRef, text }) => `${entityRef}: ${text}`);

describe.each(databases.eachSupportedId())('changes on %s', databaseId => {
  it('notes what an entity and a workload ask for, and no first sight', async () => {
    const { current, refresh, changes } = await start({ databaseId });
    const spec = {
      specDigest: 'a',
      generation: 1,
      images: ['shop:1', 'log:1'],
    };
    current.entities[0] = entity('Component', 'checkout', {
      'platformops.io/health-limits': 'latency < 500ms, error-ratio < 1%',
      'platformops.io/tier': '2',
      'platformops.io/traffic': 'sometimes',
    });
    current.resources = [deployment(spec)];
    await refresh();
    expect(words((await changes()).items, 'config')).toEqual([]);

    current.entities[0] = entity('Component', 'checkout', {
      'platformops.io/health-limits': 'latency < 800ms, throughput > 2',
      'platformops.io/tier': '1',
      'platformops.io/traffic': 'never',
      'platformops.io/metric-labels': 'service=checkout',
    });
    // Another image is a deployment, whatever else it changes.
    current.resources = [
      deployment({
        specDigest: 'b',
        generation: 2,
        images: ['shop:2', 'log:1'],
      }),
    ];
    await refresh();
    const { items, incomplete } = await changes(
      'entityRef=component:default/checkout',
    );
    expect(incomplete).toEqual([]);
    expect(new Set(words(items, 'config'))).toEqual(
      new Set(
        [
          'limit of latency: 500 ms → 800 ms',
          'limit of error-ratio: < 1 % → none',
          'limit of throughput: none → > 2 /s',
          'tier: 2 → 1',
          'metric labels: none → service=checkout',
        ].map(text => `component:default/checkout: ${text}`),
      ),
    );
    expect(items.filter(({ kind }) => kind === 'deployment')).toMatchObject([
      { text: 'Deployment checkout: image shop:1 → shop:2', source: 'cluster' },
    ]);

    for (const resource of [
      // A default that a newer API server adds.
      { ...spec, specDigest: 'c', generation: 2, images: ['shop:2', 'log:1'] },
      // Scaled.
      { ...spec, specDigest: 'c', generation: 3, images: ['shop:2', 'log:1'] },
      { ...spec, specDigest: 'd', generation: 4, images: ['shop:2', 'log:1'] },
    ]) {
      current.resources = [deployment(resource)];
      await refresh();
    }
    const later = (await changes()).items;
    expect(words(later, 'deployment')).toHaveLength(1);
    expect(words(later, 'config').filter(text => /spec/.test(text))).toEqual([
      'component:default/checkout: spec of Deployment checkout changed',
    ]);
  });

  it('notes what an objective promises, and no first sight', async () => {
    const knex = await applyMigrations(
      { getClient: () => databases.init(databaseId) },
      '@platform-ops/backstage-plugin-ops-health-backend',
    );
    const { slos } = createStores(knex);
    const slo = (name: string, fields: Partial<SloDefinition>) =>
      entitySlo('component:default/checkout', 'config', {
        name,
        displayName: name,
        service: 'checkout',
        objective: 0.999,
        indicator: { kind: 'indicator', id: 'error-ratio', ratioOf: 'failure' },
        period: { kind: 'rolling', ms: 30 * DAY_MS },
        budgeting: { method: 'occurrences' },
        labels: {},
        annotations: {},
        ...fields,
      });
    const speed = (thresholdSeconds: number): Partial<SloDefinition> => ({
      indicator: {
        kind: 'indicator',
        id: 'latency',
        thresholdSeconds,
        ratioOf: 'success',
      },
    });
    const change = async (now: EntitySlo[]) =>
      findObjectiveChanges(
        await slos.replace('config', undefined, now),
        now,
        new Date(),
      )
        .map(({ text }) => text)
        .sort();
    const first = [slo('errors', {}), slo('speed', speed(0.25))];
    expect(await change(first)).toEqual([]);
    expect(await change(first)).toEqual([]);
    expect(
      await change([
        slo('errors', {
          objective: 0.9995,
          period: { kind: 'rolling', ms: 28 * DAY_MS },
        }),
        slo('speed', speed(0.5)),
        slo('more', { objective: 0.9 }),
      ]),
    ).toEqual([
      'objective errors: 99.9 % → 99.95 %',
      'objective more added: 90 %',
      'period of the objective errors: 30 days, rolling → 28 days, rolling',
      'what the objective speed counts: Requests answered within 250 ms → Requests answered within 500 ms',
    ]);
    expect(
      await change([
        slo('errors', {
          objective: 0.9995,
          period: { kind: 'rolling', ms: 28 * DAY_MS },
          budgeting: {
            method: 'time-slices',
            sliceMs: 60_000,
            sliceTarget: 0.9,
          },
        }),
      ]),
    ).toEqual([
      'objective more removed',
      'objective speed removed',
      'what the objective errors counts changed',
    ]);
  });
});

describe('what one may not see', () => {
  it('is not named by the health of what it serves', async () => {
    const { current, refresh, ask, changes } = await start({
      visible: ['churn'],
    });
    await refresh();
    current.resources = [
      deployment({
        readiness: 'not-ready',
        text: 'the secret is missing',
        since: new Date(Date.now() - 3_600_000),
      }),
    ];
    await refresh();
    const churn = 'model:default/churn';
    const answers = [
      await ask(`/health?entityRef=${churn}`),
      await ask('/health/list'),
      await ask('/health/by-refs', { entityRefs: [churn] }),
      await ask('/fleet'),
    ].map(({ body }) => JSON.stringify(body));
    answers.push(JSON.stringify((await changes()).items));
    for (const answer of answers) {
      expect(answer).toMatch(/\bbad\b/);
      expect(answer).not.toMatch(/checkout|secret/);
    }
    expect(answers[0]).toContain('"reason":"What serves it is bad"');
    expect(words((await changes()).items)).toEqual([`${churn}: healthy → bad`]);
  });

  it('does not push out what one may see', async () => {
    const { current, refresh, changes } = await start({ visible: ['quiet'] });
    const change = async (position: number, tier: number) => {
      const { metadata, kind } = current.entities[position];
      current.entities[position] = entity(kind, metadata.name, {
        'platformops.io/tier': String(tier),
      });
      await refresh();
    };
    await refresh();
    await change(1, 1);
    for (let tier = 1; tier <= 12; tier++) {
      await change(0, tier % 3);
    }
    expect(words((await changes('limit=1')).items)).toEqual([
      'component:default/quiet: tier: 3 → 1',
    ]);
  });
});

describe('changes of models', () => {
  const stage = (version: string, from?: string, to?: string) => ({
    kind: 'stage',
    versionId: VERSION_ID,
    version,
    from,
    to,
    source: 'alias',
  });

  it('stand on the model and on what serves it, and nowhere else', async () => {
    const { current, asked, refresh, changes } = await start();
    const seen = entry(2, {}).time;
    const items = [
      entry(1, { kind: 'version', versionId: VERSION_ID, version: '8' }),
      { ...entry(2, stage('7', 'staging', 'production')), time: seen },
      { ...entry(2, stage('6', 'production', 'archived')), time: seen },
      entry(3, { kind: 'alias', alias: 'blue', from: '6' }),
      entry(4, stage('5', 'staging')),
      entry(5, {
        entityRef: 'model:default/unknown',
        title: 'Unknown',
        kind: 'alias',
        alias: 'champion',
        to: '2',
      }),
    ] as ModelHistoryEntry[];
    current.history = async ({ entityRef }) => ({
      items: items.filter(
        item => !entityRef || (entityRef as string[]).includes(item.entityRef),
      ),
    });
    await refresh();
    const churn = [
      'version 8 registered',
      'version 7 takes the place of version 6 in production',
      'alias blue: version 6 → none',
      'version 5: staging → no stage',
    ].map(text => `model:default/churn: ${text}`);

    const all = await changes();
    expect(all.items.map(({ kind }) => kind)).toEqual([
      'version',
      'stage',
      'alias',
      'stage',
      'alias',
    ]);
    expect(words(all.items)).toEqual([
      ...churn,
      'model:default/unknown: alias champion: none → version 2',
    ]);
    expect(all.items[1]).toMatchObject({
      title: 'churn',
      at: seen.before,
      after: seen.after,
    });
    expect(all.items[4].title).toBe('Unknown');

    for (const ref of ['model:default/churn', 'component:default/checkout']) {
      expect(words((await changes(`entityRef=${ref}`)).items)).toEqual(churn);
      expect(asked.at(-1)).toMatchObject({
        entityRef: ['model:default/churn'],
      });
    }
    const count = asked.length;
    expect((await changes('entityRef=component:default/quiet')).items).toEqual(
      [],
    );
    // Nobody asks about no models, or the same again at once.
    await changes();
    expect(asked).toHaveLength(count);
    await changes('from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z');
    expect(asked.at(-1)).toMatchObject({
      from: '2026-01-01T00:00:00.000Z',
      to: '2026-01-02T00:00:00.000Z',
    });
  });

  it('are asked for as the reader, who sees no more than the catalog shows', async () => {
    const { current, refresh, changes } = await start({
      visible: ['checkout'],
    });
    const users: unknown[] = [];
    current.history = async (_, user) => {
      users.push(user);
      return {
        items: [entry(1, { kind: 'alias', alias: 'champion', to: '2' })],
      };
    };
    await refresh();
    expect(await changes()).toEqual({ items: [], incomplete: [] });
    expect(users).toMatchObject([
      { type: 'user', userEntityRef: 'user:default/mock' },
    ]);
    expect(
      (await changes('entityRef=component:default/checkout')).items,
    ).toEqual([]);
    expect(users).toHaveLength(1);
  });

  it.each([
    [
      'not installed',
      new NotFoundError('no'),
      ['The models backend is not installed'],
    ],
    [
      'broken',
      new Error('broken'),
      ['The models backend could not be asked: broken'],
    ],
    ['not for the reader', new NotAllowedError('no'), []],
  ])('can be missing: %s', async (_, error, reasons) => {
    const { current, refresh, changes } = await start();
    current.history = async () => {
      throw error;
    };
    await refresh();
    current.entities[0] = entity('Component', 'checkout', {
      'platformops.io/tier': '1',
    });
    await refresh();
    expect(await changes()).toMatchObject({
      items: [{ kind: 'config', text: 'tier: 3 → 1' }],
      incomplete: reasons.map(reason => ({ part: 'models', reason })),
    });
  });

  it('keep nobody waiting', async () => {
    const { current, changes } = await start();
    jest.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(AbortSignal.abort());
    current.history = async (_query, _user, signal) => {
      signal!.throwIfAborted();
      return { items: [] };
    };
    expect((await changes()).incomplete).toEqual([
      {
        part: 'models',
        reason: 'The models backend did not answer within 4 seconds',
      },
    ]);
  });
});
