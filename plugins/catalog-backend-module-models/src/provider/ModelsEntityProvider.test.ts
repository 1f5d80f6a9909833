import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import Knex from 'knex';
import {
  FakeModelsService,
  fakeModel,
} from '../__testUtils__/FakeModelsService';
import { startCatalog } from '../__testUtils__/startCatalog';
import { ModelsEntityProvider } from './ModelsEntityProvider';
import { toModelEntity } from './toModelEntity';

const GENERATED = 'metadata.annotations.platformops.io/registry=mlflow';

describe('ModelsEntityProvider in a running catalog', () => {
  const directory = createMockDirectory();

  it('fills, follows, forgets, reconciles after a restart, and gives way', async () => {
    const knex = Knex({
      client: 'better-sqlite3',
      connection: ':memory:',
      useNullAsDefault: true,
    });
    const models = new FakeModelsService();
    models.put({
      nativeName: 'churn',
      purpose: 'Says who leaves.',
      owner: 'group:default/growth',
      uiUrl: 'https://mlflow.example.com/#/models/churn',
      stagedVersions: [
        {
          id: '5f0f7ddc-9d39-4c26-b12d-27ee2d7d9b3c',
          version: '3',
          stage: 'production',
          source: 'alias',
        },
      ],
      aliases: [{ alias: 'champion', version: '3' }],
    });
    models.put({ nativeName: 'fraud' });
    models.put({ nativeName: 'uplift' });
    models.putDataset('clicks');

    let catalog = await startCatalog({ models, knex });
    try {
      // First fill, in more than one page
      await catalog.sync();
      const churn = await catalog.waitForEntity('model:mlflow/churn');
      expect(churn.metadata).toMatchObject({
        title: 'churn',
        description: 'Says who leaves.',
        annotations: {
          'backstage.io/managed-by-location': 'models-registry:mlflow',
          'backstage.io/managed-by-origin-location': 'models-registry:mlflow',
          'backstage.io/view-url': 'https://mlflow.example.com/#/models/churn',
          'platformops.io/registry': 'mlflow',
          'platformops.io/etag': 'e1',
        },
        labels: { 'platformops.io/registry': 'mlflow' },
      });
      expect(churn.spec).toEqual({
        lifecycle: 'production',
        owner: 'group:default/growth',
        stages: ['production'],
        versions: [
          { version: '3', stage: 'production', aliases: ['champion'] },
        ],
      });
      for (const ref of [
        'model:mlflow/fraud',
        'model:mlflow/uplift',
        'dataset:mlflow/clicks',
      ]) {
        await catalog.waitForEntity(ref);
      }

      // Only what changed is read and written
      models.put({ nativeName: 'fraud', task: 'classification' }, 'e2');
      models.withdraw('model:mlflow/uplift');
      models.queries.length = 0;
      await catalog.sync();
      expect(models.queries).toEqual([
        { registry: 'mlflow', after: 4, limit: 500 },
      ]);
      await catalog.waitForEntity(
        'model:mlflow/fraud',
        entity => entity?.spec?.task === 'classification',
      );
      await catalog.waitForEntity('model:mlflow/uplift', entity => !entity);

      // No answer changes nothing
      models.error = new Error('connect ECONNREFUSED');
      await catalog.sync();
      expect(await catalog.getEntities(GENERATED)).toHaveLength(3);
      models.error = undefined;
    } finally {
      await catalog.stop();
    }

    // Meanwhile: one changed, one vanished, one is described by a repository
    models.put({ nativeName: 'fraud', task: 'ranking' }, 'e3');
    models.forget('dataset:mlflow/clicks');
    models.complete = false;
    directory.setContent({
      'catalog-info.yaml': JSON.stringify({
        apiVersion: 'platformops.io/v1alpha1',
        kind: 'Model',
        metadata: { namespace: 'mlflow', name: 'churn', title: 'By hand' },
        spec: { type: 'generative', lifecycle: 'experimental' },
      }),
    });
    catalog = await startCatalog({
      models,
      knex,
      catalog: {
        locations: [
          { type: 'file', target: directory.resolve('catalog-info.yaml') },
        ],
      },
    });
    try {
      // The repository's entity takes the row, although the feed still has it
      await catalog.waitForEntity(
        'model:mlflow/churn',
        entity => entity?.metadata.title === 'By hand',
      );
      await catalog.sync();
      await catalog.waitForEntity(
        'model:mlflow/fraud',
        entity => entity?.spec?.task === 'ranking',
      );
      // The registry was not read in full, so absence says nothing
      expect(
        await catalog.waitForEntity('dataset:mlflow/clicks'),
      ).toBeDefined();

      // Once the feed leaves the claimed model out, it stays the repository's
      models.withdraw('model:mlflow/churn');
      await catalog.sync();
      const claimed = await catalog.waitForEntity('model:mlflow/churn');
      expect(claimed.metadata).toMatchObject({
        title: 'By hand',
        labels: { 'platformops.io/registry': 'mlflow' },
      });
    } finally {
      await catalog.stop();
    }

    models.complete = true;
    catalog = await startCatalog({
      models,
      knex,
      catalog: {
        locations: [
          { type: 'file', target: directory.resolve('catalog-info.yaml') },
        ],
      },
    });
    try {
      await catalog.sync();
      await catalog.waitForEntity('dataset:mlflow/clicks', entity => !entity);
      await catalog.waitForEntity('model:mlflow/fraud');
      await catalog.waitForEntity('model:mlflow/churn');
    } finally {
      await catalog.stop();
      await knex.destroy();
    }
  }, 60_000);
});

describe('ModelsEntityProvider', () => {
  async function connectProvider(models: FakeModelsService) {
    const logger = mockServices.logger.mock();
    const scheduler = mockServices.scheduler();
    const events = mockServices.events();
    const clock = { now: Date.parse('2026-11-23T09:00:00Z') };
    const applyMutation = jest.fn();
    const catalog = catalogServiceMock({
      entities: [
        toModelEntity(fakeModel({ nativeName: 'same' }), {
          entityRef: 'model:mlflow/same',
          etag: 'e1',
        }),
        toModelEntity(fakeModel({ nativeName: 'gone' }), {
          entityRef: 'model:mlflow/gone',
          etag: 'e1',
        }),
      ],
    });
    const provider = ModelsEntityProvider.create({
      registryId: 'mlflow',
      schedule: { frequency: { seconds: 30 }, timeout: { minutes: 10 } },
      auth: mockServices.auth(),
      catalog,
      events,
      logger,
      models,
      scheduler,
      now: () => clock.now,
    });
    await provider.connect({ applyMutation, refresh: jest.fn() });
    expect(applyMutation).not.toHaveBeenCalled();
    expect(models.queries).toEqual([]);
    return {
      provider,
      events,
      logger,
      applyMutation,
      runAfter: async (seconds: number) => {
        clock.now += seconds * 1000;
        await scheduler.triggerTask('models-registry:mlflow');
      },
    };
  }

  it('writes only the differences, at the start and once a day', async () => {
    const models = new FakeModelsService();
    models.put({ nativeName: 'same' });
    models.put({ nativeName: 'new' });
    const { provider, applyMutation, runAfter } = await connectProvider(models);
    expect(provider.getProviderName()).toBe('models-registry:mlflow');

    await runAfter(0);
    expect(applyMutation.mock.calls).toEqual([
      [
        {
          type: 'delta',
          added: [
            {
              entity: expect.objectContaining({
                metadata: expect.objectContaining({ name: 'new' }),
              }),
            },
          ],
          removed: [],
        },
      ],
      [
        {
          type: 'delta',
          added: [],
          removed: [{ entityRef: 'model:mlflow/gone' }],
        },
      ],
    ]);

    models.queries.length = 0;
    await runAfter(30);
    expect(models.queries.map(({ after }) => after)).toEqual([2]);
    expect(applyMutation).toHaveBeenCalledTimes(2);

    models.queries.length = 0;
    await runAfter(24 * 60 * 60);
    expect(models.queries.map(({ after }) => after)).toEqual([0]);
  });

  it('says once that there is no answer, waits longer each time, and goes on', async () => {
    const models = new FakeModelsService();
    models.complete = false;
    models.error = new Error('the models backend does not answer');
    const { logger, applyMutation, runAfter } = await connectProvider(models);

    await runAfter(0);
    await runAfter(10);
    expect(models.queries).toHaveLength(1);
    await runAfter(20);
    expect(models.queries).toHaveLength(2);
    await runAfter(30);
    expect(models.queries).toHaveLength(2);
    await runAfter(30);
    expect(models.queries).toHaveLength(3);
    expect(logger.warn.mock.calls).toEqual([
      [
        "Filling the catalog from registry 'mlflow' failed, so nothing was changed: the models backend does not answer",
      ],
    ]);
    expect(applyMutation).not.toHaveBeenCalled();

    models.error = undefined;
    models.put({ nativeName: 'new' });
    await runAfter(600);
    expect(applyMutation).toHaveBeenCalledTimes(1);
    expect(logger.info).toHaveBeenCalledWith(
      "Filling the catalog from registry 'mlflow' works again",
    );
  });

  it('tells the catalog of at most 1,000 entities at once', async () => {
    const models = new FakeModelsService();
    models.pageSize = 2500;
    for (let index = 0; index < 1200; index += 1) {
      models.put({ nativeName: `model-${index}` });
    }
    const { applyMutation, runAfter } = await connectProvider(models);
    await runAfter(0);
    for (let index = 0; index < 1200; index += 1) {
      models.withdraw(`model:mlflow/model-${index}`);
    }
    await runAfter(30);
    const sizes = applyMutation.mock.calls.map(
      ([{ added, removed }]) => added.length + removed.length,
    );
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1000);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(2402);
  });

  it('reads at once when a hint says so', async () => {
    const models = new FakeModelsService();
    const { events } = await connectProvider(models);
    const hint = (registryId?: string) =>
      events.publish({
        topic: 'platformops.models.model.changed',
        eventPayload: { registryId },
      });
    await hint('other');
    expect(models.queries).toHaveLength(0);
    await hint('mlflow');
    expect(models.queries).toHaveLength(1);
    await hint();
    expect(models.queries).toHaveLength(2);
  });

  it('starts over when the models backend counts anew', async () => {
    const models = new FakeModelsService();
    models.put({ nativeName: 'same' });
    models.put({ nativeName: 'other' });
    const { runAfter } = await connectProvider(models);
    await runAfter(0);

    const restored = new FakeModelsService();
    restored.put({ nativeName: 'same' });
    models.listChanges = query => restored.listChanges(query);
    await runAfter(30);
    await runAfter(30);
    expect(restored.queries.map(({ after }) => after)).toEqual([2, 0]);
  });
});
