import { TestDatabases } from '@backstage/backend-test-utils';
import {
  listModelsQuerySchema,
  listVersionsQuerySchema,
  MODEL_SORT_FIELDS,
} from '@platform-ops/backstage-plugin-models-common';
import { parseInput } from '@platform-ops/backstage-plugin-platform-ops-node';
import { createRegistrySync } from '../__testUtils__/createRegistrySync';
import { initDatabase } from '../__testUtils__/initDatabase';
import { FakeRegistry } from '../__testUtils__/FakeRegistry';
import { ModelQueries } from './ModelQueries';
import { VersionQueries } from './VersionQueries';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('queries on %s', databaseId => {
  async function setUp(fill: (registry: FakeRegistry) => void) {
    const knex = await initDatabase(databases, databaseId);
    const registry = new FakeRegistry();
    fill(registry);
    await createRegistrySync({ knex, registry }).run(
      new AbortController().signal,
    );
    const models = new ModelQueries({
      knex,
      registryIds: ['prod'],
      freshness: async () => new Map(),
    });
    return {
      models,
      versions: new VersionQueries(knex),
      list: (query: object) =>
        models.list(parseInput(listModelsQuerySchema, query), undefined),
    };
  }

  it('pages through names of any length in each order', async () => {
    const { list } = await setUp(registry => {
      for (let i = 0; i < 7; i++) {
        registry.add(`${'模型"'.repeat(85)}${i}`, { 1: {}, 2: {} });
      }
    });
    for (const sort of MODEL_SORT_FIELDS) {
      for (const order of ['asc', 'desc']) {
        const names: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await list({ sort, order, limit: 2, cursor });
          names.push(...page.items.map(item => item.nativeName));
          cursor = page.nextCursor;
        } while (cursor);
        expect(names).toHaveLength(7);
        expect(new Set(names).size).toBe(7);
      }
    }
  });

  it('tells where an artefact lies and its digest, where somebody knows', async () => {
    const digest = `sha256:${'c'.repeat(64)}`;
    const { list, models, versions } = await setUp(registry => {
      registry.add('churn', {
        1: { artifactUri: 's3://models/churn/1' },
        2: {
          artifactUri: 'models:/m-2',
          runId: 'r2',
          details: { artifactLocation: 's3://mlflow/m-2/artifacts' },
          tags: { 'platformops.io/artifact-digest': digest },
        },
      });
    });
    const [{ id }] = (await list({})).items;
    const model = (await models.get(id, undefined))!;
    const { items } = await versions.list(
      model,
      parseInput(listVersionsQuerySchema, {}),
    );
    expect(
      items.map(
        ({ version, artifactUri, artifactLocation, artifactDigest }) => [
          version,
          artifactUri,
          artifactLocation,
          artifactDigest,
        ],
      ),
    ).toEqual([
      ['2', 'models:/m-2', 's3://mlflow/m-2/artifacts', digest],
      ['1', 's3://models/churn/1', undefined, undefined],
    ]);
  });

  it('refuses forged cursors', async () => {
    const { list, versions } = await setUp(registry => {
      registry.add('a', { 1: {}, 2: {} });
      registry.add('b', { 1: {}, 2: {} });
    });
    const outcomes = new Set<string>();
    const outcomeOf = (answer: Promise<unknown>) =>
      answer.then(
        () => 'an answer',
        error => String(error.name),
      );
    const forge = (cursor: string | undefined, change: object) =>
      Buffer.from(
        JSON.stringify({
          ...JSON.parse(Buffer.from(cursor!, 'base64url').toString()),
          ...change,
        }),
      ).toString('base64url');
    const forgeries = [
      { value: 'x' },
      { value: 1e300 },
      { value: 1.5 },
      { value: '\u0000' },
      { id: '\u0000' },
    ];
    for (const sort of MODEL_SORT_FIELDS) {
      const { nextCursor } = await list({ sort, limit: 1 });
      for (const change of forgeries) {
        const cursor = forge(nextCursor, change);
        outcomes.add(await outcomeOf(list({ sort, limit: 1, cursor })));
      }
    }
    const [model] = (await list({})).items;
    for (const sort of ['version', 'createdAt', 'stage'] as const) {
      const read = (cursor?: string) =>
        versions.list(
          model,
          parseInput(listVersionsQuerySchema, { sort, limit: 1, cursor }),
        );
      const { nextCursor } = await read();
      for (const change of forgeries) {
        outcomes.add(await outcomeOf(read(forge(nextCursor, change))));
      }
    }
    // Some are possible positions in a list of texts.
    expect([...outcomes].sort()).toEqual(['InputError', 'an answer']);
  });

  it('finds nothing by what no text holds', async () => {
    const { list, versions } = await setUp(registry =>
      registry.add('a%b', { 1: { tags: { note: 'a|b' } } }),
    );
    const [model] = (await list({})).items;
    for (const query of ['a_b', '!', '\\']) {
      expect((await list({ query })).items).toEqual([]);
      expect(
        (
          await versions.list(
            model,
            parseInput(listVersionsQuerySchema, { query }),
          )
        ).items,
      ).toEqual([]);
    }
    expect((await list({ query: 'A%B' })).items).toHaveLength(1);
    for (const query of [{ query: 'a\0' }, { owner: ['b', '\0'] }]) {
      await expect(async () => list(query)).rejects.toThrow(
        'input: found the character U+0000',
      );
    }
  });

  it('counts and finds a value that is called none', async () => {
    const { list, models } = await setUp(registry => {
      registry.add('a', undefined, {
        tags: { 'platformops.io/license': 'none' },
      });
      registry.add('b');
    });
    const { license } = await models.facets({}, undefined);
    expect(license).toEqual([{ value: 'none', count: 2 }]);
    expect((await list({ license: 'none' })).totalItems).toBe(2);
  });

  it('finds a model by its name in its registry, exactly', async () => {
    const { list } = await setUp(registry => {
      registry.add('a');
      registry.add('A');
      registry.add('a/b');
    });
    const namesOf = async (...registryRef: string[]) =>
      (await list({ registryRef })).items.map(item => item.nativeName).sort();
    expect(await namesOf('prod/a')).toEqual(['a']);
    expect(await namesOf('prod/A', 'prod/a/b')).toEqual(['A', 'a/b']);
    expect(await namesOf('dev/a')).toEqual([]);
    expect(await namesOf('prod')).toEqual([]);
  });

  it('keeps tags of 5,000 characters from breaking the sync', async () => {
    const long = 'x'.repeat(5000);
    const { list } = await setUp(registry =>
      registry.add('a', undefined, {
        tags: Object.fromEntries(
          [
            'owner',
            'system',
            'task',
            'framework',
            'license',
            'type',
            'risk-tier',
            'data-classification',
            'intended-use',
            'trained-on',
          ].map(field => [`platformops.io/${field}`, long]),
        ),
      }),
    );
    expect((await list({})).items).toMatchObject([{ nativeName: 'a' }]);
  });
});
