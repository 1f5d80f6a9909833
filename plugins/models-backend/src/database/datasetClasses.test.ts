import { TestDatabases } from '@backstage/backend-test-utils';
import { createRegistrySync } from '../__testUtils__/createRegistrySync';
import { initDatabase } from '../__testUtils__/initDatabase';
import { FakeRegistry } from '../__testUtils__/FakeRegistry';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const TAG = 'platformops.io/data-classification';

describe.each(databases.eachSupportedId())(
  'classes of datasets on %s',
  databaseId => {
    it('follow the models that use them; an unrecognised one goes with the last', async () => {
      const knex = await initDatabase(databases, databaseId);
      const registry = new FakeRegistry();
      const uses = (name: string, dataset: string, tag: string) =>
        registry.add(
          name,
          { 1: { runId: 'r', details: { datasets: [{ name: dataset }] } } },
          { tags: { [TAG]: tag } },
        );
      uses('a', 'shared', 'ppi');
      uses('b', 'shared', 'phii');
      uses('c', 'apart', 'public');
      const sync = createRegistrySync({
        knex,
        registry,
        readAllVersionsEveryMs: 60_000,
      });
      const run = () => sync.run(new AbortController().signal);
      const read = () =>
        knex('models_datasets').orderBy('native_name', 'desc').select('*');
      const classes = async () =>
        (await read()).map(row => row.data_classification);

      await run();
      expect(await classes()).toEqual(['|unrecognised|', '|public|']);

      // Only tags change, no version is read again
      const [before] = await read();
      registry.models.get('a')!.tags[TAG] = 'pii';
      await run();
      expect(await classes()).toEqual(['|pii|unrecognised|', '|public|']);
      const [after] = await read();
      expect(Number(after.revision)).toBeGreaterThan(Number(before.revision));
      expect(after.etag).not.toBe(before.etag);

      registry.models.get('c')!.tags[TAG] = 'internal';
      registry.models.delete('b');
      await run();
      expect(await classes()).toEqual([
        '|pii|unrecognised|',
        '|internal|public|',
      ]);
      await run();
      expect(await classes()).toEqual(['|pii|', '|internal|public|']);
    });
  },
);
