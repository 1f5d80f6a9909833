import { TestDatabases } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { isPostgres } from '@platform-ops/backstage-plugin-platform-ops-node';
import { createRegistrySync } from '../__testUtils__/createRegistrySync';
import { initDatabase } from '../__testUtils__/initDatabase';
import { FakeRegistry } from '../__testUtils__/FakeRegistry';
import { HistoryQueries } from './HistoryQueries';
import type { ModelRow } from './rows';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const directory = resolvePackagePath(
  '@platform-ops/backstage-plugin-models-backend',
  'migrations',
);

/** What guards the tables, by its name and without its place in the file. */
async function guards(knex: Knex): Promise<string[]> {
  const rows = isPostgres(knex)
    ? (
        await knex.raw(
          `SELECT indexname || ': ' || indexdef AS guard FROM pg_indexes WHERE tablename LIKE 'models_%'
           UNION SELECT tgname || ': ' || tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal
           UNION SELECT conname || ': ' || conrelid::regclass FROM pg_constraint WHERE conrelid::regclass::text LIKE 'models_%' AND contype <> 'n'`,
        )
      ).rows
    : await knex.raw(
        `SELECT name || ': ' || COALESCE(sql, tbl_name) AS guard FROM sqlite_master WHERE type IN ('index', 'trigger')`,
      );
  return rows.map((row: { guard: string }) => row.guard).sort();
}

function syncOf(knex: Knex, registry: FakeRegistry) {
  return createRegistrySync({ knex, registry }).run(
    new AbortController().signal,
  );
}

describe.each(databases.eachSupportedId())('migrations on %s', databaseId => {
  it('make types and classes that were made up unknown, though the listing is the same', async () => {
    const knex = await initDatabase(databases, databaseId);
    const registry = new FakeRegistry();
    registry.add('plain', undefined, { aliases: { champion: '1' } });
    registry.add('tagged', undefined, {
      tags: {
        'platformops.io/type': 'predictive',
        'platformops.io/data-classification': 'phi',
      },
    });
    registry.add('misspelt', undefined, {
      tags: { 'platformops.io/data-classification': 'ppi' },
    });
    await syncOf(knex, registry);
    const read = async () => {
      const rows = await knex<ModelRow>('models_models').orderBy('sort_title');
      return rows.map(row => ({
        name: row.native_name,
        type: row.type,
        classes: row.data_classification,
        revision: Number(row.revision),
        read: row.fingerprint !== null,
      }));
    };
    const after = await read();
    expect(after).toMatchObject([
      { name: 'misspelt', type: null, classes: '|unrecognised|' },
      { name: 'plain', type: null, classes: '' },
      { name: 'tagged', type: 'predictive', classes: '|phi|' },
    ]);
    const guarded = await guards(knex);

    // As a portal left it that made up types and dropped misspelt classes
    await knex.migrate.down({
      directory,
      name: '20261123_unknown_type.js',
    });
    await knex('models_models').update({
      type: 'predictive',
      data_classification: '',
      etag: 'old',
    });
    expect((await read()).map(row => row.read)).toEqual([true, true, true]);
    await expect(
      knex('models_models').update({ type: null }),
    ).rejects.toThrow();
    expect(await guards(knex)).toEqual(guarded);

    await knex.migrate.latest({ directory });
    expect(await guards(knex)).toEqual(guarded);
    await expect(knex('models_stage_changes').delete()).rejects.toThrow(
      'append-only',
    );
    expect((await read()).map(row => row.read)).toEqual([false, false, false]);

    await syncOf(knex, registry);
    const mended = await read();
    expect(mended).toMatchObject(
      after.map(({ name, type, classes }) => ({
        name,
        type,
        classes,
        read: true,
      })),
    );
    expect(Math.min(...mended.map(row => row.revision))).toBeGreaterThan(
      Math.max(...after.map(row => row.revision)),
    );
  });

  it('begin the history of aliases and versions without what is there already', async () => {
    const knex = await initDatabase(databases, databaseId);
    const registry = new FakeRegistry();
    registry.add('churn', undefined, { aliases: { champion: '1' } });
    await syncOf(knex, registry);
    const guarded = await guards(knex);

    // As a portal left it that knew of no such history
    await knex.migrate.down({ directory, name: '20261126_alias_changes.js' });
    await knex.migrate.latest({ directory });
    expect(await guards(knex)).toEqual(guarded);

    const history = new HistoryQueries({ knex, registryIds: ['prod'] });
    const kinds = async () =>
      (await history.list({ limit: 10 }, undefined)).items.map(
        ({ kind }) => kind,
      );
    expect(await kinds()).toEqual([]);
    registry.models.get('churn')!.aliases = { blue: '1' };
    await syncOf(knex, registry);
    expect(await kinds()).toEqual(['stage', 'alias', 'alias']);
    await expect(knex('models_alias_changes').delete()).rejects.toThrow(
      'append-only',
    );
  });
});
