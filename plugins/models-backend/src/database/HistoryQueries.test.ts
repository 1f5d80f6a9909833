import { TestDatabases } from '@backstage/backend-test-utils';
import { listModelHistoryQuerySchema } from '@platform-ops/backstage-plugin-models-common';
import { createRegistrySync } from '../__testUtils__/createRegistrySync';
import { FakeRegistry } from '../__testUtils__/FakeRegistry';
import { initDatabase } from '../__testUtils__/initDatabase';
import type { ModelCriteria } from '../permissions/filters';
import { HistoryQueries } from './HistoryQueries';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const STAGE_TAG = 'platformops.io/stage';

describe.each(databases.eachSupportedId())('history on %s', databaseId => {
  async function setUp() {
    const knex = await initDatabase(databases, databaseId);
    const registry = new FakeRegistry();
    let time = Date.parse('2026-03-01T00:00:00Z');
    const sync = createRegistrySync({
      knex,
      registry,
      readAllVersionsEveryMs: 10 * 60_000,
      now: () => new Date(time),
    });
    const queries = new HistoryQueries({ knex, registryIds: ['prod'] });
    return {
      knex,
      registry,
      async run(minutes = 1) {
        time += minutes * 60_000;
        await sync.run(new AbortController().signal);
      },
      list: (
        query: Parameters<typeof listModelHistoryQuerySchema.parse>[0] = {},
        criteria: ModelCriteria = undefined,
      ) => queries.list(listModelHistoryQuerySchema.parse(query), criteria),
    };
  }

  const at = (minute: number) =>
    `2026-03-01T00:${String(minute).padStart(2, '0')}:00.000Z`;

  it('tells what was seen to change, and nothing of what was there before', async () => {
    const { registry, run, list, knex } = await setUp();
    registry.add('churn', { 1: {}, 2: {} }, { aliases: { champion: '1' } });
    registry.add('fraud', undefined, { aliases: { blue: '1' } });
    await run();
    expect(await list()).toEqual({ items: [], nextCursor: undefined });

    const churn = registry.models.get('churn')!;
    churn.aliases.champion = '2';
    churn.versions.set('3', { tags: {}, details: { createdBy: 'ana' } });
    delete registry.models.get('fraud')!.aliases.blue;
    await run();
    const { items } = await list();
    const seen = { after: at(1), before: at(2) };
    const about = {
      modelId: expect.any(String),
      entityRef: 'model:prod/churn',
      title: 'churn',
    };
    expect(items).toHaveLength(5);
    expect(items).toEqual(
      expect.arrayContaining([
        {
          ...about,
          kind: 'stage',
          versionId: expect.any(String),
          version: '2',
          from: undefined,
          to: 'production',
          source: 'alias',
          actor: undefined,
          time: { exact: undefined, ...seen },
        },
        expect.objectContaining({
          kind: 'stage',
          version: '1',
          from: 'production',
          to: undefined,
        }),
        {
          ...about,
          kind: 'alias',
          alias: 'champion',
          from: '1',
          to: '2',
          time: seen,
        },
        expect.objectContaining({
          kind: 'alias',
          title: 'fraud',
          alias: 'blue',
          from: '1',
          to: undefined,
        }),
        {
          ...about,
          kind: 'version',
          versionId: expect.any(String),
          version: '3',
          createdBy: 'ana',
          time: { exact: '2026-01-01T00:00:00.000Z', ...seen },
        },
      ]),
    );
    await run();
    expect((await list()).items).toEqual(items);

    for (const write of [
      knex('models_alias_changes').update({ to_version: '9' }),
      knex('models_alias_changes').delete(),
    ]) {
      await expect(write).rejects.toThrow('append-only');
    }
    const first = await knex('models_alias_changes')
      .orderBy('sequence')
      .first('canonical');
    expect(JSON.parse(first.canonical)).toMatchObject({
      sequence: 1,
      observedBefore: at(1),
    });
  });

  it('counts a model that is new in a known registry, and what only a sweep shows', async () => {
    const { registry, run, list } = await setUp();
    registry.add('churn', { 1: {}, 2: {} });
    await run();
    registry.add('new', undefined, { aliases: { champion: '1' } });
    registry.models.get('churn')!.versions.get('1')!.tags = {
      [STAGE_TAG]: 'staging',
    };
    await run();
    expect(
      (await list()).items.map(({ title, kind }) => `${title} ${kind}`),
    ).toEqual(['new stage', 'new alias', 'new version']);
    await run(10);
    expect((await list()).items[0]).toMatchObject({
      title: 'churn',
      kind: 'stage',
      to: 'staging',
      // Nobody looked at tags between these.
      time: { after: at(1), before: at(12) },
    });
  });

  it('pages, filters and hides', async () => {
    const { registry, run, list } = await setUp();
    for (const name of ['a', 'b', 'c']) {
      registry.add(name, undefined, {
        tags: name === 'c' ? { 'platformops.io/owner': 'shop' } : {},
      });
    }
    await run();
    for (const version of ['2', '3']) {
      for (const model of registry.models.values()) {
        model.versions.set(version, { tags: {} });
        model.aliases.champion = version;
      }
      await run();
    }
    const { items } = await list();
    // Of each model: first a version, an alias and a stage; then two stages.
    expect(items).toHaveLength(3 * (3 + 4));
    const times = items.map(({ time }) => time.before);
    expect(times).toEqual([...times].sort().reverse());

    for (const limit of [1, 2, 5]) {
      const paged = [];
      let cursor: string | undefined;
      do {
        const page = await list({ limit, cursor });
        paged.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor);
      expect(paged).toEqual(items);
    }

    expect((await list({ from: at(3) })).items).toHaveLength(12);
    expect((await list({ from: at(2), to: at(3) })).items).toHaveLength(9);
    expect((await list({ to: at(2) })).items).toEqual([]);
    expect((await list({ kind: ['alias', 'version'] })).items).toHaveLength(12);
    expect(
      (
        await list({ kind: 'alias', entityRef: ['Model:prod/B', 'model:x/y'] })
      ).items.map(item => item.kind === 'alias' && [item.from, item.to]),
    ).toEqual([
      ['2', '3'],
      [undefined, '2'],
    ]);
    const criteria: ModelCriteria = {
      not: { field: 'owner', values: ['group:default/shop'] },
    };
    const visible = await list({}, criteria);
    expect(new Set(visible.items.map(({ title }) => title))).toEqual(
      new Set(['a', 'b']),
    );
    expect(visible.items).toHaveLength(14);

    registry.models.delete('a');
    await run();
    await run();
    expect((await list({ entityRef: 'model:prod/a' })).items).toEqual([]);

    for (const cursor of [
      'x',
      Buffer.from('{"at":1,"kind":"version","key":1}').toString('base64url'),
    ]) {
      await expect(list({ cursor })).rejects.toThrow(
        'was not given by this list',
      );
    }
  });
});
