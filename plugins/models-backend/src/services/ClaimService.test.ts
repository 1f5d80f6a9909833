import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createRegistrySync } from '../__testUtils__/createRegistrySync';
import { initDatabase } from '../__testUtils__/initDatabase';
import { FakeRegistry } from '../__testUtils__/FakeRegistry';
import { ChangeFeed } from '../database/ChangeFeed';
import { ClaimStore } from '../database/ClaimStore';
import { ModelQueries } from '../database/ModelQueries';
import { ClaimService } from './ClaimService';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const fresh = { lastSyncedAt: new Date(), stale: false };

function claimingEntity(name: string, registryRef: string): Entity {
  return {
    apiVersion: 'platformops.io/v1alpha1',
    kind: 'Model',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'platformops.io/registry-ref': registryRef,
        'backstage.io/managed-by-origin-location':
          'url:https://git.example.com/shop/catalog-info.yaml',
      },
    },
    spec: { riskTier: 'high', task: 'ranking' },
    relations: [
      { type: 'ownedBy', targetRef: 'group:default/shop' },
      { type: 'partOf', targetRef: 'system:default/web' },
    ],
  };
}

function generatedEntity(): Entity {
  return {
    apiVersion: 'platformops.io/v1alpha1',
    kind: 'Model',
    metadata: {
      name: 'churn',
      namespace: 'prod',
      annotations: {
        'backstage.io/managed-by-origin-location': 'models-registry:prod',
      },
    },
    spec: { type: 'predictive' },
  };
}

describe.each(databases.eachSupportedId())('ClaimService on %s', databaseId => {
  it('lets an entity describe a model and gives it back', async () => {
    const knex = await initDatabase(databases, databaseId);
    const registry = new FakeRegistry();
    registry.add('churn', undefined, {
      tags: {
        'platformops.io/data-classification': 'pii, ppi',
        'platformops.io/owner': 'from-tag',
        'platformops.io/license': 'mit',
        'platformops.io/entity-ref': 'model:default/churn',
      },
    });
    await createRegistrySync({ knex, registry }).run(
      new AbortController().signal,
    );

    const store = new ClaimStore({ knex, registryIds: ['prod'] });
    const models = new ModelQueries({
      knex,
      registryIds: ['prod'],
      freshness: async () => new Map([['prod', fresh]]),
    });
    const feed = new ChangeFeed(knex);
    const reconcile = (entities: Entity[]) =>
      new ClaimService({
        auth: mockServices.auth(),
        catalog: catalogServiceMock({ entities }),
        store,
        allow: [],
        registryIds: ['prod'],
      }).reconcile();
    const read = async () => {
      const { items } = await models.list(
        { sort: 'title', order: 'asc', limit: 10 },
        undefined,
      );
      return items[0];
    };
    const present = async () =>
      (
        await feed.list({ registry: 'prod', after: 0, limit: 10 }, fresh)
      ).items.map(item => [item.generatedRef, item.present]);

    const mine = claimingEntity('churn', 'prod/churn');
    const stranger = claimingEntity('stranger', 'prod/churn');
    expect(await reconcile([generatedEntity()])).toBe(0);

    expect(await reconcile([generatedEntity(), mine, stranger])).toBe(1);
    expect(await read()).toMatchObject({
      entityRef: 'model:default/churn',
      owner: 'group:default/shop',
      system: 'system:default/web',
      riskTier: 'high',
      license: 'mit',
      dataClassification: ['pii', 'unrecognised'],
      claim: { state: 'claimed', claimedBy: 'model:default/churn' },
    });
    expect(await present()).toEqual([['model:prod/churn', false]]);
    expect(await store.find('Model:default/stranger')).toMatchObject({
      modelId: (await read()).id,
      claim: {
        accepted: false,
        target: 'prod/churn',
        reason: expect.stringContaining('The registry does not agree'),
      },
    });
    expect(await reconcile([mine, stranger])).toBe(0);

    // Classes count that the entity gives itself, not those that the catalog
    // took over from the registry
    const withClasses = (written: string[], added: string[]): Entity => ({
      ...mine,
      metadata: {
        ...mine.metadata,
        annotations: {
          ...mine.metadata.annotations,
          ...(added.length
            ? { 'platformops.io/classes-from-registry': added.join(',') }
            : {}),
        },
      },
      spec: { ...mine.spec, dataClassification: [...written, ...added] },
    });
    const tagged = ['pii', 'unrecognised'];
    expect(await reconcile([withClasses([], tagged), stranger])).toBe(0);
    expect(await reconcile([withClasses(['public'], tagged), stranger])).toBe(
      1,
    );
    expect((await read()).dataClassification).toEqual(['public']);
    expect(await reconcile([withClasses(['unrecognised'], []), stranger])).toBe(
      1,
    );
    expect((await read()).dataClassification).toEqual(['unrecognised']);
    expect(await reconcile([withClasses([], []), stranger])).toBe(1);
    expect((await read()).dataClassification).toEqual(tagged);
    expect(await reconcile([mine, stranger])).toBe(0);

    expect(await reconcile([stranger])).toBe(1);
    expect(await read()).toMatchObject({
      entityRef: 'model:prod/churn',
      owner: 'group:default/from-tag',
      claim: { state: 'rejected', claimedBy: 'model:default/stranger' },
    });
    expect(await present()).toEqual([['model:prod/churn', true]]);

    expect(await reconcile([])).toBe(1);
    expect((await read()).claim).toEqual({ state: 'none' });
    expect(await store.find('model:default/stranger')).toBeUndefined();
  });
});
