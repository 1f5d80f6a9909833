import { TestDatabases } from '@backstage/backend-test-utils';
import { createRegistrySync } from '../__testUtils__/createRegistrySync';
import { initDatabase } from '../__testUtils__/initDatabase';
import { FakeRegistry } from '../__testUtils__/FakeRegistry';
import { ChangeFeed } from '../database/ChangeFeed';
import { ModelQueries } from '../database/ModelQueries';
import { VersionQueries } from '../database/VersionQueries';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const anySort = {
  sort: 'title' as const,
  order: 'asc' as const,
  limit: 100,
};
const signal = new AbortController().signal;

describe.each(databases.eachSupportedId())('RegistrySync on %s', databaseId => {
  async function setUp() {
    const knex = await initDatabase(databases, databaseId);
    const registry = new FakeRegistry();
    let time = Date.parse('2026-03-01T00:00:00Z');
    const sync = createRegistrySync({
      knex,
      registry,
      readAllVersionsEveryMs: 15 * 60_000,
      now: () => new Date(time),
    });
    const models = new ModelQueries({
      knex,
      registryIds: ['prod'],
      freshness: async () =>
        new Map([['prod', { lastSyncedAt: new Date(time), stale: false }]]),
    });
    return {
      knex,
      registry,
      models,
      versions: new VersionQueries(knex),
      feed: new ChangeFeed(knex),
      async run(minutes = 1) {
        time += minutes * 60_000;
        return sync.run(signal);
      },
      async list() {
        return (await models.list(anySort, undefined)).items;
      },
    };
  }

  it('copies what the registry says and asks for details only once', async () => {
    const { registry, run, list, versions, feed } = await setUp();
    registry.add(
      'churn',
      {
        9: { tags: { 'platformops.io/stage': 'archived' } },
        10: {
          runId: 'r10',
          details: {
            parameters: { lr: '0.1' },
            metrics: [{ name: 'auc', value: 0.9 }, { name: 'nan' }],
            datasets: [{ name: 'Shop Data', digest: 'd1', split: 'train' }],
            createdBy: 'ana',
          },
        },
      },
      {
        description: '# Churn\n\nTells who leaves. And more.',
        aliases: { Champion: '10', other: '9' },
        tags: {
          'platformops.io/owner': 'shop',
          'platformops.io/risk-tier': 'HIGH',
          'platformops.io/materiality': 'huge',
          'platformops.io/data-classification': 'pii; phi',
        },
      },
    );
    registry.add('Churn');
    registry.add('fraud detector/α');

    expect(await run()).toEqual({ changedModels: 3 });
    const items = await list();
    expect(items.map(item => item.entityRef).sort()).toEqual([
      'model:prod/churn',
      expect.stringMatching(/^model:prod\/churn-[0-9a-f]{8}$/),
      expect.stringMatching(/^model:prod\/fraud-detector-[0-9a-f]{8}$/),
    ]);
    const churn = items.find(item => item.nativeName === 'churn')!;
    expect(churn).toMatchObject({
      purpose: 'Tells who leaves.',
      owner: 'group:default/shop',
      riskTier: 'high',
      materiality: undefined,
      dataClassification: ['phi', 'pii'],
      latestVersion: '10',
      versionCount: 2,
      stagedVersions: [
        { version: '10', stage: 'production', source: 'alias' },
        { version: '9', stage: 'archived', source: 'tag' },
      ],
    });
    const page = await versions.list(churn, {
      sort: 'version',
      order: 'desc',
      limit: 10,
    });
    expect(page.items.map(item => item.version)).toEqual(['10', '9']);
    expect(page.items[0]).toMatchObject({
      aliases: ['Champion'],
      createdBy: 'ana',
      parameters: { lr: '0.1' },
      metrics: [{ name: 'auc', value: 0.9 }, { name: 'nan' }],
      datasets: [
        { entityRef: expect.stringMatching(/^dataset:prod\/shop-data-/) },
      ],
    });

    const changes = await feed.list(
      { registry: 'prod', after: 0, limit: 10 },
      { lastSyncedAt: new Date(), stale: false },
    );
    expect(
      changes.items.find(change => change.kind === 'dataset'),
    ).toMatchObject({ dataset: { dataClassification: ['phi', 'pii'] } });

    registry.asked.length = 0;
    expect(await run()).toEqual({ changedModels: 0 });
    expect(registry.asked).toEqual(['describe', 'listModels']);
  });

  it('keeps a history of stages that says no more than was seen', async () => {
    const { registry, run, list, versions, knex } = await setUp();
    registry.add('churn', { 1: {}, 2: {} }, { aliases: { champion: '1' } });
    await run();
    registry.models.get('churn')!.aliases.champion = '2';
    await run();
    registry.models.get('churn')!.versions.delete('2');
    await run();

    const [churn] = await list();
    expect(churn.stagedVersions).toEqual([]);
    const { items } = await versions.listStageHistory(churn, { limit: 10 });
    const at = (minute: number) => `2026-03-01T00:0${minute}:00.000Z`;
    expect(
      items.map(({ sequence, version, from, to, time }) => ({
        sequence,
        version,
        from,
        to,
        time,
      })),
    ).toEqual(
      expect.arrayContaining([
        {
          sequence: 1,
          version: '1',
          from: undefined,
          to: 'production',
          time: { before: at(1) },
        },
        expect.objectContaining({
          version: '2',
          to: 'production',
          time: { after: at(1), before: at(2) },
        }),
        expect.objectContaining({
          version: '2',
          from: 'production',
          to: undefined,
          time: { after: at(2), before: at(3) },
        }),
      ]),
    );
    expect(items.map(item => item.sequence)).toEqual([4, 3, 2, 1]);
    await expect(
      knex('models_stage_changes').update({ to_stage: 'archived' }),
    ).rejects.toThrow('append-only');
    await expect(knex('models_stage_changes').delete()).rejects.toThrow(
      'append-only',
    );
  });

  it('believes in a deletion only after two listings and a direct question', async () => {
    const { registry, run, list, feed, versions } = await setUp();
    registry.add('kept');
    registry.add('gone', undefined, { aliases: { champion: '1' } });
    await run();
    const [id] = (await list())
      .filter(item => item.nativeName === 'gone')
      .map(item => item.id);

    registry.hidden.add('kept');
    registry.models.delete('gone');
    await run();
    expect(await list()).toHaveLength(2);
    await run();
    expect((await list()).map(item => item.nativeName)).toEqual(['kept']);
    expect(registry.asked).toContain('getModel kept');
    const changes = await feed.list(
      { registry: 'prod', after: 0, limit: 10 },
      { lastSyncedAt: new Date(), stale: false },
    );
    expect(
      changes.items.map(({ generatedRef, present }) => [generatedRef, present]),
    ).toEqual([
      ['model:prod/kept', true],
      ['model:prod/gone', false],
    ]);

    registry.add('gone', undefined, { aliases: { champion: '1' } });
    await run();
    const back = (await list()).find(item => item.nativeName === 'gone')!;
    expect(back).toMatchObject({
      id,
      versionCount: 1,
      stagedVersions: [{ version: '1', stage: 'production' }],
    });
    const history = await versions.listStageHistory(back, { limit: 10 });
    expect(history.items.map(({ from, to }) => [from, to])).toEqual([
      [undefined, 'production'],
      ['production', undefined],
      [undefined, 'production'],
    ]);
  });

  it('sees a tag on an old version at the next full read', async () => {
    const { registry, run, list } = await setUp();
    registry.add('churn', { 1: {}, 2: {} });
    await run();
    registry.models.get('churn')!.versions.get('1')!.tags = {
      'platformops.io/stage': 'staging',
    };
    await run();
    expect((await list())[0].stagedVersions).toEqual([]);
    await run(15);
    expect((await list())[0].stagedVersions).toMatchObject([
      {
        version: '1',
        stage: 'staging',
        source: 'tag',
        // Nobody looked at the tag between these.
        since: {
          after: '2026-03-01T00:01:00.000Z',
          before: '2026-03-01T00:17:00.000Z',
        },
      },
    ]);
  });

  it('takes what is odd and leaves out what cannot be kept', async () => {
    const { registry, run, list, versions } = await setUp();
    registry.add('half \ud83d');
    registry.add(
      'odd',
      {
        1: {
          tags: { note: 'nul \u0000 here' },
          nativeStage: 'x'.repeat(300),
          runId: 'r',
          details: {
            datasets: [{ name: 'd', sourceType: 'y'.repeat(300) }],
            createdBy: 'a\u0000b',
          },
        },
      },
      { description: 'one\u0000two' },
    );
    await run();
    const [odd, ...others] = await list();
    expect(others).toEqual([]);
    expect(odd).toMatchObject({ nativeName: 'odd', purpose: 'onetwo' });
    const page = await versions.list(odd, {
      sort: 'version',
      order: 'desc',
      limit: 10,
    });
    expect(page.items[0]).toMatchObject({
      createdBy: 'ab',
      tags: { note: 'nul \u0000 here' },
    });
  });

  it('keeps the last good state when the registry fails', async () => {
    const { registry, run, list } = await setUp();
    registry.add('churn');
    await run();
    registry.failure = new Error('MLflow is away');
    await expect(run()).rejects.toThrow('MLflow is away');
    expect(await list()).toHaveLength(1);
    registry.failure = undefined;
    registry.add('new');
    expect(await run()).toEqual({ changedModels: 1 });
  });

  it('goes on where a first sync was cut off', async () => {
    const { registry, run, feed } = await setUp();
    for (const name of ['a', 'b', 'c', 'd']) {
      registry.add(name);
    }
    const concluded = async () =>
      (
        await feed.list(
          { registry: 'prod', after: 0, limit: 10 },
          { lastSyncedAt: null, stale: false },
        )
      ).items.map(item => item.generatedRef);
    registry.breakOffAt = 'c';
    await expect(run()).rejects.toThrow('broke off at c');
    expect(await concluded()).toEqual(['model:prod/a']);

    registry.breakOffAt = undefined;
    registry.asked.length = 0;
    expect(await run()).toEqual({ changedModels: 3 });
    expect(await concluded()).toHaveLength(4);
    expect(registry.asked).toContain('listVersions *');
  });

  it('pages the change feed without splitting or losing a revision', async () => {
    const { registry, run, feed } = await setUp();
    for (let i = 0; i < 25; i++) {
      registry.add(`model-${i}`, {
        1: { runId: 'r', details: { datasets: [{ name: `data-${i}` }] } },
      });
    }
    await run();
    const refs: string[] = [];
    let after = 0;
    let hasMore = true;
    while (hasMore) {
      const page = await feed.list(
        { registry: 'prod', after, limit: 7 },
        { lastSyncedAt: new Date(), stale: false },
      );
      refs.push(...page.items.map(item => item.generatedRef));
      after = page.revision;
      hasMore = page.hasMore;
    }
    expect(new Set(refs).size).toBe(50);
    expect(refs).toHaveLength(50);

    const restored = await feed.list(
      { registry: 'prod', after: 1_000_000, limit: 7 },
      { lastSyncedAt: new Date(), stale: false },
    );
    expect(restored).toMatchObject({ items: [], revision: after });
  });
});
