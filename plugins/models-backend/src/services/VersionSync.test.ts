import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { createRegistrySync } from '../__testUtils__/createRegistrySync';
import { initDatabase } from '../__testUtils__/initDatabase';
import { FakeRegistry } from '../__testUtils__/FakeRegistry';
import type { ModelRow, RegistryRow } from '../database/rows';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const directory = resolvePackagePath(
  '@platform-ops/backstage-plugin-models-backend',
  'migrations',
);

const MODELS = 12;

/** Models with none, one, three and seven versions, and pages of two. */
function fill(registry: FakeRegistry) {
  for (let index = 0; index < MODELS; index++) {
    const count = [0, 1, 3, 7][index % 4];
    registry.add(
      nameOf(index),
      Object.fromEntries(
        Array.from({ length: count }, (_, version) => [
          `${version + 1}`,
          {
            runId: `run-${index}-${version}`,
            details: { parameters: { of: `${index}/${version + 1}` } },
          },
        ]),
      ),
      count ? { aliases: { champion: '1' } } : {},
    );
  }
}

function nameOf(index: number): string {
  return `model-${String(index).padStart(2, '0')}`;
}

/** What each run may do before it is cut off, by how it is cut off. */
const cuts: Record<
  string,
  (
    registry: FakeRegistry,
    run: number,
  ) => { signal?: AbortSignal; isTimeUp?: () => boolean; failure?: string }
> = {
  'its time is up after each step': () => ({ isTimeUp: () => true }),
  'it is aborted while it reads': (registry, run) => {
    const controller = new AbortController();
    let pages = 0;
    registry.onPage = () => {
      pages += 1;
      if (pages === 4 + run) {
        controller.abort(new Error('aborted'));
      }
    };
    return { signal: controller.signal, failure: 'aborted' };
  },
  'the registry breaks off': (registry, run) => {
    registry.breakOffAt = [5, 7, 10].map(nameOf)[run];
    return {
      failure: registry.breakOffAt && `broke off at ${registry.breakOffAt}`,
    };
  },
};

describe.each(databases.eachSupportedId())('VersionSync on %s', databaseId => {
  async function setUp(registry = new FakeRegistry()) {
    const knex = await initDatabase(databases, databaseId);
    let time = Date.parse('2026-03-01T00:00:00Z');
    const readStatus = () =>
      knex<RegistryRow>('models_registries').where({ id: 'prod' }).first();
    return {
      registry,
      knex,
      readStatus,
      /** Each run is another replica's, which knows only the database. */
      async run(
        options: { signal?: AbortSignal; isTimeUp?: () => boolean } = {},
        minutes = 1,
      ) {
        time += minutes * 60_000;
        const sync = createRegistrySync({
          knex,
          registry,
          now: () => new Date(time),
        });
        registry.read.length = 0;
        registry.asked.length = 0;
        return sync.run(
          options.signal ?? new AbortController().signal,
          options.isTimeUp,
        );
      },
      async isFinished() {
        const row = await readStatus();
        return row!.last_synced_at !== null && row!.sweep === null;
      },
      /** All that a reader could see, in words. */
      async holdings() {
        const models = await knex<ModelRow>('models_models');
        const names = new Map(models.map(row => [row.id, row.native_name]));
        const versions = await knex('models_versions');
        const history = await knex('models_stage_changes');
        return new Set([
          ...models.map(row =>
            [
              row.native_name,
              row.deleted_at ? 'gone' : 'there',
              row.version_count,
              row.latest_version,
              row.stages,
              Number(row.revision) > 0 ? 'shown' : 'hidden',
            ].join(' '),
          ),
          ...versions.map(row =>
            [
              names.get(row.model_id),
              row.version,
              row.deleted_at ? 'gone' : 'there',
              row.stage,
              row.tags,
              JSON.stringify(JSON.parse(row.details)?.parameters),
            ].join(' '),
          ),
          ...history.map(row =>
            [
              names.get(row.model_id),
              row.version,
              `${row.from_stage} to ${row.to_stage}`,
            ].join(' '),
          ),
        ]);
      },
    };
  }

  async function readAtOnce(registry: FakeRegistry) {
    const other = await setUp(registry);
    await other.run();
    return other.holdings();
  }

  it.each(Object.keys(cuts))(
    'reads each version once though %s',
    async kind => {
      const { registry, run, isFinished, holdings, knex } = await setUp();
      fill(registry);
      let runs = 0;
      const reads: string[] = [];
      let described = 0;
      do {
        const { failure, ...options } = cuts[kind](registry, runs);
        const error = await run(options).then(
          () => undefined,
          ({ message }) => message,
        );
        expect([undefined, failure]).toContain(error);
        registry.onPage = undefined;
        reads.push(...registry.read);
        described += registry.describedVersions();
        expect(
          await knex('models_versions').whereNotNull('deleted_at'),
        ).toEqual([]);
        runs += 1;
      } while (!(await isFinished()) && runs < 50);

      expect(runs).toBeGreaterThan(2);
      expect(runs).toBeLessThan(20);
      const counts = new Map<string, number>();
      for (const version of reads) {
        counts.set(version, (counts.get(version) ?? 0) + 1);
      }
      expect(counts.size).toBe(3 * (1 + 3 + 7));
      // A model that lay across the end of a run is read again as a whole; what
      // was written of it is known then.
      expect(reads.length).toBeLessThan(counts.size + runs * 9);
      expect(described).toBeLessThan(counts.size + runs * 2);
      registry.breakOffAt = undefined;
      expect(await holdings()).toEqual(await readAtOnce(registry));
    },
  );

  it('finds what changes in a registry while its first reading goes over many runs', async () => {
    const { registry, run, isFinished, holdings, readStatus } = await setUp();
    fill(registry);
    const { models } = registry;
    const asked: string[] = [];
    const changes: Array<() => void> = [
      () => {},
      () => models.get(nameOf(2))!.versions.delete('2'),
      () => models.get(nameOf(0))!.versions.set('1', { tags: {} }),
      () => {
        models.get(nameOf(3))!.aliases = { champion: '2' };
      },
      // Whole models that have yet to be read move before the place.
      () => [1, 2, 3].forEach(index => models.delete(nameOf(index))),
      () => registry.add('late', { 1: {} }),
    ];
    let runs = 0;
    do {
      changes.shift()?.();
      await run({ isTimeUp: () => true });
      asked.push(...registry.asked);
      const row = await readStatus();
      expect(row!.last_synced_at === null || row!.progress_done === null).toBe(
        true,
      );
      runs += 1;
    } while ((changes.length || !(await isFinished())) && runs < 50);
    expect(runs).toBeLessThan(20);
    // All that has no row yet, some of which moved out of sight, and one of
    // which rows moved.
    expect(asked).toContain('listVersions model-04,model-08,model-10,model-11');
    // One more, for a model counts as gone once two listings lacked it.
    await run();
    const visible = (lines: Set<string>) =>
      new Set([...lines].filter(line => !/ gone | to /.test(line)));
    expect(visible(await holdings())).toEqual(
      visible(await readAtOnce(registry)),
    );
    expect(await holdings()).toContain(`${nameOf(3)} 1 production to null`);
    expect(await holdings()).toContain(`${nameOf(3)} gone 0   shown`);
  });

  it('shows changes at once while a long sweep goes on', async () => {
    const { registry, run, isFinished, holdings, readStatus } = await setUp();
    fill(registry);
    await run();
    const before = await holdings();
    registry.hiddenVersions.add(`${nameOf(3)}/7`);
    registry.models.get(nameOf(11))!.versions.get('7')!.tags = {
      'platformops.io/stage': 'staging',
    };
    await run({ isTimeUp: () => true }, 61);
    await run({ isTimeUp: () => true });
    expect(await isFinished()).toBe(false);
    expect((await readStatus())!.progress_done).toBeNull();
    expect(await holdings()).toEqual(before);

    registry.models.get(nameOf(1))!.aliases = {};
    await run({ isTimeUp: () => true });
    expect(registry.asked.slice(2)).toEqual([
      `listVersions ${nameOf(1)}`,
      expect.stringMatching(/^listVersions \* from \d+$/),
      `listVersions ${nameOf(3)}`,
    ]);
    expect(await holdings()).toContain(`${nameOf(1)} 1 production to null`);
    while (!(await isFinished())) {
      await run({ isTimeUp: () => true });
    }
    expect(await holdings()).toContain(`${nameOf(11)} 7 null to staging`);
    const { versions_read_at } = (await readStatus())!;
    expect(new Date(versions_read_at!)).toEqual(
      new Date('2026-03-01T01:02:00Z'),
    );
  });

  it('begins again, and writes nothing twice, where its place is refused', async () => {
    const { registry, run, isFinished, holdings } = await setUp();
    fill(registry);
    await run({ isTimeUp: () => true });
    await run({ isTimeUp: () => true });
    const described = registry.describedVersions();
    registry.refusesCursors = true;
    await expect(run()).rejects.toThrow('no such cursor');
    await run();
    expect(await isFinished()).toBe(true);
    expect(registry.asked).toContain('listVersions *');
    expect(described + registry.describedVersions()).toBeLessThan(3 * 11);
    expect(await holdings()).toEqual(await readAtOnce(registry));
  });

  it('reads only what was never read after an upgrade', async () => {
    const { registry, run, knex, isFinished } = await setUp();
    fill(registry);
    await run();
    registry.models.get(nameOf(5))!.aliases = {};
    registry.breakOffAt = nameOf(5);
    await expect(run()).rejects.toThrow('broke off');
    registry.breakOffAt = undefined;

    await knex.migrate.down({
      directory,
      name: '20261124_resumable_reading.js',
    });
    await knex.migrate.latest({ directory });
    await run();
    expect(registry.asked).toEqual([
      'describe',
      'listModels',
      `listVersions ${nameOf(5)}`,
    ]);
    expect(await isFinished()).toBe(true);
  });

  it('goes through all versions where many models changed', async () => {
    const { registry, run, isFinished } = await setUp();
    for (let index = 0; index < 250; index++) {
      registry.add(`model-${index}`);
    }
    registry.versionsPerPage = 100;
    await run();
    for (const model of registry.models.values()) {
      model.tags = { team: 'new' };
    }
    await run();
    expect(registry.asked).toEqual([
      'describe',
      'listModels',
      'listVersions *',
    ]);
    expect(await isFinished()).toBe(true);
  });
});
