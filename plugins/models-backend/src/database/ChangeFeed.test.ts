import { TestDatabases } from '@backstage/backend-test-utils';
import { createRegistrySync } from '../__testUtils__/createRegistrySync';
import { initDatabase } from '../__testUtils__/initDatabase';
import { FakeRegistry } from '../__testUtils__/FakeRegistry';
import { ChangeFeed } from './ChangeFeed';
import { SyncStore } from './SyncStore';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const fresh = { lastSyncedAt: new Date(), stale: false };

describe.each(databases.eachSupportedId())('ChangeFeed on %s', databaseId => {
  it('goes on after a page that ends within the deletions of one batch', async () => {
    const knex = await initDatabase(databases, databaseId);
    const registry = new FakeRegistry();
    for (let i = 0; i < 20; i++) {
      registry.add(`model-${i}`);
    }
    const store = new SyncStore(knex);
    await createRegistrySync({ knex, registry }).run(
      new AbortController().signal,
    );
    const ids = (
      await knex('models_models').orderBy('revision').select('id')
    ).map(row => row.id);
    // Ten deletions of one revision, then five more changes.
    await store.markModelsDeleted(ids.slice(5, 15), new Date());
    await store.markModelsDeleted([ids[16]], new Date());
    await store.markModelsDeleted([ids[18]], new Date());

    const feed = new ChangeFeed(knex);
    const refs = new Set<string>();
    let after = 0;
    for (let hasMore = true; hasMore; ) {
      const page = await feed.list(
        { registry: 'prod', after, limit: 9 },
        fresh,
      );
      page.items.forEach(item => refs.add(item.generatedRef));
      ({ hasMore, revision: after } = page);
    }
    expect(refs.size).toBe(20);
  });

  it('tells of the classes of a model before its versions were read', async () => {
    const knex = await initDatabase(databases, databaseId);
    const registry = new FakeRegistry();
    registry.add('triage');
    const sync = createRegistrySync({
      knex,
      registry,
      readAllVersionsEveryMs: 60_000,
    });
    const run = () => sync.run(new AbortController().signal);
    const feed = new ChangeFeed(knex);
    await run();
    const { revision } = await feed.list(
      { registry: 'prod', after: 0, limit: 9 },
      fresh,
    );

    registry.models.get('triage')!.tags = {
      'platformops.io/data-classification': 'ppi',
    };
    registry.breakOffAt = 'triage';
    await expect(run()).rejects.toThrow('broke off');
    expect(
      (await feed.list({ registry: 'prod', after: revision, limit: 9 }, fresh))
        .items,
    ).toMatchObject([
      { present: true, model: { dataClassification: ['unrecognised'] } },
    ]);
  });
});
