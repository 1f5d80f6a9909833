import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { ResponseError } from '@backstage/errors';
import type {
  ConditionSnapshot,
  ObservedResource,
  ObservedServing,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { FakeModels } from '../__testUtils__/FakeModels';
import { initDatabase } from '../__testUtils__/initDatabase';
import { testEntity } from '../__testUtils__/testEntity';
import { readOpsHealthConfig } from '../config';
import { createStores } from '../database/createStores';
import { JoinIndex } from '../joins/JoinIndex';
import { ConditionJob } from '../refresh/ConditionJob';
import { SourceTimings } from '../refresh/SourceTimings';
import { EvidenceReader } from '../services/EvidenceReader';
import { HealthSnapshot } from '../services/HealthSnapshot';
import { ArtifactMatcher } from './ArtifactMatcher';
import { DeploymentService } from './DeploymentService';
import { DeploymentTracker } from './DeploymentTracker';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const MINUTE = 60_000;

const entities = [
  testEntity('component:default/churn-scoring'),
  testEntity('component:default/search'),
  testEntity('model:main/churn', {
    servedBy: ['component:default/churn-scoring'],
  }),
  testEntity('model:main/ranking'),
];

function isvc(
  name: string,
  serves: ObservedServing[],
  labels: Record<string, string> = {},
): ObservedResource {
  return {
    kind: 'InferenceService',
    id: `eu-1/${name}`,
    name,
    labels: { cluster: 'eu-1', inferenceservice: name, ...labels },
    readiness: 'ready',
    text: 'it is ready',
    conditions: [],
    serves,
  };
}

describe.each(databases.eachSupportedId())('deployments on %s', databaseId => {
  async function setUp() {
    const knex = await initDatabase(databases, databaseId);
    const stores = createStores(knex);
    await stores.entities.replaceAll(entities);
    const config = readOpsHealthConfig(
      mockServices.rootConfig({
        data: {
          opsHealth: {
            joins: [{ labels: { inferenceservice: '{name}' } }],
            environments: [
              { environment: 'staging', namespace: 'staging' },
              { environment: 'production', cluster: 'eu-.*' },
            ],
          },
        },
      }),
      [],
    );
    const models = new FakeModels();
    const timings = new SourceTimings(config);
    const seen: ConditionSnapshot = {
      resources: [],
      failures: [],
      cost: { queries: 1, samples: 0, bytes: 0, milliseconds: 0 },
      warnings: [],
    };
    const job = new ConditionJob({
      ...stores,
      id: 'clusters',
      source: {
        id: 'clusters',
        type: 'fake',
        title: 'Clusters',
        observe: async () => seen,
      },
      environments: config.environments,
      refreshMs: config.refreshMs,
      tracker: new DeploymentTracker({
        ...stores,
        matcher: new ArtifactMatcher({ auth: mockServices.auth(), models }),
      }),
    });
    const service = new DeploymentService({
      ...stores,
      models,
      timings,
      snapshot: new HealthSnapshot({ knex, config, timings, ...stores }),
    });
    const index = JoinIndex.create(entities, config.joins);
    const startedAt = Date.now();
    return {
      stores,
      models,
      startedAt,
      refresh: async (resources: ObservedResource[], minute: number) => {
        seen.resources = resources;
        await job.run({
          index,
          at: new Date(startedAt + minute * MINUTE),
          signal: new AbortController().signal,
        });
      },
      list: (entityRef: string, hidden: string[] = []) =>
        service.list(
          entityRef,
          ref => !hidden.includes(ref),
          mockCredentials.user(),
        ),
      evidence: (entityRef: string, hidden: string[]) =>
        new EvidenceReader({
          ...stores,
          timings,
          silenceable: new Set(),
        }).read(entityRef, ref => !hidden.includes(ref)),
      changes: async () =>
        (
          await stores.changes.list({
            since: new Date(0),
            until: new Date(startedAt + 24 * 60 * MINUTE),
            limit: 10,
          })
        ).map(({ entityRef, text }) => [entityRef, text]),
    };
  }

  it('tells what production serves beside what is declared, and since when', async () => {
    const { models, refresh, list, changes, startedAt } = await setUp();
    models.addVersion('churn', '13');
    models.addVersion('churn', '14');
    models.declare('churn', { 14: 'production' });
    const at = (minute: number) =>
      new Date(startedAt + minute * MINUTE).toISOString();

    await refresh(
      [
        isvc('churn-scoring', [{ artifactUri: 's3://churn/13' }]),
        isvc('trial', [{ artifactUri: 's3://churn/14' }], {
          namespace: 'staging',
        }),
      ],
      0,
    );
    expect(models.asked).toHaveLength(1);
    expect(models.callers).toMatchObject([{ type: 'service' }]);
    const first = await list('model:main/churn');
    expect(first).toMatchObject({
      totalItems: 2,
      hidden: 0,
      items: [
        {
          resource: { kind: 'InferenceService', name: 'churn-scoring' },
          components: ['component:default/churn-scoring'],
          environment: 'production',
          match: 'match',
          version: {
            modelRef: 'model:main/churn',
            version: '13',
            matchedBy: 'artifact-uri',
          },
          since: { before: at(0) },
          matchStale: false,
          stale: false,
        },
        {
          resource: { name: 'trial' },
          components: [],
          environment: 'staging',
          production: false,
          version: { version: '14', stage: 'production' },
        },
      ],
      findings: [
        {
          state: 'mismatch',
          text: expect.stringMatching(
            /^v14 is declared production; v13 is served in production by InferenceService churn-scoring \(cluster eu-1\) since before 20/,
          ),
        },
      ],
    });

    const trafficOf = (share: number) => [
      { revision: 'churn-1', artifactUri: 's3://churn/13', traffic: 1 - share },
      { revision: 'churn-2', artifactUri: 's3://churn/14', traffic: share },
    ];
    await refresh([isvc('churn-scoring', trafficOf(0.1))], 1);
    expect(await list('model:main/churn')).toMatchObject({
      totalItems: 2,
      items: [
        { serving: { traffic: 0.9 }, since: { before: at(0) } },
        { serving: { traffic: 0.1 }, since: { after: at(0), before: at(1) } },
      ],
      findings: [
        {
          text: 'v14 is declared production; InferenceService churn-scoring (cluster eu-1) serves v13 (90 %) and v14 (10 %) in production',
        },
      ],
    });

    await refresh(
      [
        isvc('churn-scoring', [
          { revision: 'churn-2', artifactUri: 's3://churn/14', traffic: 1 },
        ]),
      ],
      2,
    );
    expect((await list('model:main/churn')).findings).toMatchObject([
      { state: 'match', text: expect.stringContaining('since 20') },
    ]);
    expect(
      (await list('component:default/churn-scoring')).findings,
    ).toMatchObject([{ state: 'match', modelRef: 'model:main/churn' }]);
    expect(await changes()).toEqual([
      [
        'component:default/churn-scoring',
        'InferenceService churn-scoring serves v14',
      ],
    ]);

    await refresh(
      [isvc('churn-scoring', [{ artifactUri: 's3://churn/13' }])],
      3,
    );
    expect((await changes())[0][1]).toBe(
      'InferenceService churn-scoring serves v13 instead of v14',
    );

    await refresh([], 4);
    expect(await list('model:main/churn')).toMatchObject({
      items: [],
      findings: [{ state: 'not-observed' }],
    });
  });

  it('keeps the last match while the models backend does not answer', async () => {
    const { stores, models, refresh, list } = await setUp();
    models.addVersion('churn', '14');
    models.declare('churn', { 14: 'production' });
    const known = isvc('churn-scoring', [{ artifactUri: 's3://churn/14' }]);
    const added = isvc('search', [{ artifactUri: 's3://ranking/2' }]);
    // As of an hour ago, so that it has grown old.
    await refresh([known], -60);
    models.failure = new Error('connection refused');
    await refresh([known, added], 0);
    expect(await list('model:main/churn')).toMatchObject({
      items: [
        {
          match: 'match',
          version: { version: '14' },
          reason: 'the models backend does not answer: connection refused',
          matchStale: true,
          stale: false,
        },
      ],
      findings: [
        {
          state: 'cannot-tell',
          text: 'Which version is declared production cannot be told: the models backend does not answer: connection refused',
        },
      ],
    });
    expect((await list('component:default/search')).items).toMatchObject([
      {
        match: 'cannot-tell',
        reason: 'the models backend does not answer: connection refused',
      },
    ]);

    models.failure = await ResponseError.fromResponse(
      new Response('', { status: 404 }) as any,
    );
    await refresh([known], 1);
    const [gone] = await stores.deployments.listOf('clusters');
    expect(gone.match).toEqual({
      outcome: 'cannot-tell',
      reason: 'the models plugin is not installed',
    });
  });

  it('never takes what cannot be told for a match', async () => {
    const { models, refresh, list } = await setUp();
    models.declare('churn', { 14: 'production' });
    models.artifacts.set('s3://shared', {
      outcome: 'ambiguous',
      versions: [],
      reason: 'churn 13 and churn 14 have the same address',
    });
    models.addVersion('churn', '14');
    models.artifacts.set('s3://changed', {
      ...models.artifacts.get('s3://churn/14')!,
      outcome: 'mismatch',
      reason: 'churn 14 has this address, and another digest',
    });
    const reasonOf = async (serving: ObservedServing) => {
      await refresh([isvc('churn-scoring', [serving])], 0);
      const { items, findings } = await list('model:main/churn');
      expect(findings).toHaveLength(1);
      expect(findings[0].text).toContain(items[0].reason);
      return [items[0].match, findings[0].state, items[0].reason];
    };
    expect(await reasonOf({ artifactUri: 's3://shared' })).toEqual([
      'cannot-tell',
      'cannot-tell',
      'churn 13 and churn 14 have the same address',
    ]);
    expect(await reasonOf({ artifactUri: 's3://elsewhere' })).toEqual([
      'cannot-tell',
      'cannot-tell',
      'no version in the registries has this address',
    ]);
    expect(await reasonOf({ revision: 'churn-1' })).toEqual([
      'cannot-tell',
      'cannot-tell',
      'what serves it does not tell the artefact',
    ]);
    const asked = models.asked.length;
    expect(await reasonOf({ artifactUri: `s3://${'x'.repeat(1500)}` })).toEqual(
      [
        'cannot-tell',
        'cannot-tell',
        'its address is longer than 1500 characters',
      ],
    );
    expect(models.asked).toHaveLength(asked);
    expect(await reasonOf({ artifactUri: 's3://changed' })).toEqual([
      'mismatch',
      'mismatch',
      'churn 14 has this address, and another digest',
    ]);
  });

  it('shows what serves and what is served only to who may see it', async () => {
    const { models, refresh, list, evidence } = await setUp();
    models.addVersion('churn', '14');
    models.declare('churn', { 14: 'production' });
    await refresh(
      [
        isvc('churn-scoring', [
          { artifactUri: 's3://churn/14', modelName: 'churn', traffic: 1 },
        ]),
      ],
      0,
    );
    const component = 'component:default/churn-scoring';
    expect(await list('model:main/churn', [component])).toMatchObject({
      items: [],
      totalItems: 0,
      hidden: 1,
      findings: [{ state: 'cannot-tell' }],
    });
    const unseenWords = /s3:|model:main|"churn"|"v?14"/;
    const unseen = await list(component, ['model:main/churn']);
    expect(unseen).toMatchObject({
      items: [
        {
          match: 'cannot-tell',
          reason: 'it serves a model that you may not see',
          serving: { traffic: 1 },
        },
      ],
      findings: [],
    });
    expect(JSON.stringify(unseen)).not.toMatch(unseenWords);
    const card = async (hidden: string[]) =>
      JSON.stringify(await evidence(component, hidden));
    expect(await card([])).toContain('s3://churn/14');
    expect(await card(['model:main/churn'])).not.toMatch(unseenWords);
    await expect(
      list('model:main/churn', ['model:main/churn']),
    ).rejects.toThrow('There is no entity model:main/churn');
  });

  it.each(['ambiguous', 'mismatch'] as const)(
    'names no model in vain that one may not see: %s',
    async outcome => {
      const { models, refresh, list } = await setUp();
      models.declare('churn', { 14: 'production' });
      models.addVersion('churn', '14');
      models.addVersion('ranking', '2');
      const versions = ['churn/14', 'ranking/2'].flatMap(
        path => models.artifacts.get(`s3://${path}`)!.versions,
      );
      models.artifacts.set('s3://shared', {
        outcome,
        versions,
        reason: 'churn 14 and ranking 2 have this address',
      });
      await refresh(
        [isvc('churn-scoring', [{ artifactUri: 's3://shared', traffic: 1 }])],
        0,
      );
      for (const ref of [
        'model:main/churn',
        'component:default/churn-scoring',
      ]) {
        expect(JSON.stringify(await list(ref))).toContain('ranking');
        const seen = await list(ref, ['model:main/ranking']);
        expect(JSON.stringify(seen)).not.toMatch(/ranking|s3:/);
        expect(seen).toMatchObject({
          items: [{ match: 'cannot-tell', serving: { traffic: 1 } }],
          findings: [{ state: 'cannot-tell' }],
        });
      }
    },
  );
});
