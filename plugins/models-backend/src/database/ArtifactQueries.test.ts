import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Artifact } from '@platform-ops/backstage-plugin-models-common';
import { createRegistrySync } from '../__testUtils__/createRegistrySync';
import { FakeRegistry } from '../__testUtils__/FakeRegistry';
import { initDatabase } from '../__testUtils__/initDatabase';
import { ArtifactQueries } from './ArtifactQueries';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const directory = resolvePackagePath(
  '@platform-ops/backstage-plugin-models-backend',
  'migrations',
);

const digest = (letter: string) => `sha256:${letter.repeat(64)}`;

describe.each(databases.eachSupportedId())(
  'ArtifactQueries on %s',
  databaseId => {
    async function setUp(fill: (registry: FakeRegistry) => void) {
      const knex = await initDatabase(databases, databaseId);
      const registry = new FakeRegistry();
      fill(registry);
      const sync = createRegistrySync({ knex, registry });
      const run = () => sync.run(new AbortController().signal);
      await run();
      const queries = new ArtifactQueries({ knex, registryIds: ['prod'] });
      return {
        knex,
        registry,
        sync: run,
        find: async (...artifacts: Artifact[]) =>
          (await queries.find(artifacts, undefined)).map(
            ({ outcome, versions, reason }) => [
              outcome,
              versions
                .map(
                  ({ title, version, matchedBy }) =>
                    `${title} ${version} by ${matchedBy}`,
                )
                .join(', '),
              reason,
            ],
          ),
      };
    }

    it('finds by digest, else by address, and guesses nothing', async () => {
      const { find } = await setUp(registry => {
        registry.add('churn', {
          1: { artifactUri: 's3://models/churn/1/' },
          2: {
            artifactUri: 's3://models/churn/2',
            artifactDigest: digest('B'),
          },
          3: {
            artifactUri: 's3://models/churn/3',
            tags: { 'platformops.io/artifact-digest': digest('c') },
          },
          4: {
            artifactUri: 'models:/m-4',
            details: { artifactLocation: 's3://mlflow/models/m-4/artifacts' },
            runId: 'r4',
          },
          5: { artifactUri: 's3://models/shared' },
          6: { artifactUri: 'file:///models/6' },
          7: {
            artifactUri: 's3://models/copy',
            artifactDigest: digest('d'),
          },
        });
        registry.add('risk', {
          1: { artifactUri: 's3://models/shared' },
          2: { artifactUri: 's3://models/risk', artifactDigest: digest('d') },
        });
      });
      const table: Array<[Artifact, string, string, string?]> = [
        [
          { uri: 's3://models/churn/9', digest: digest('b') },
          'match',
          'churn 2 by digest',
        ],
        [{ digest: digest('B') }, 'match', 'churn 2 by digest'],
        [{ digest: digest('c') }, 'match', 'churn 3 by digest'],
        // The digest decides, whatever the address says.
        [
          { uri: 's3://models/churn/3', digest: digest('b') },
          'match',
          'churn 2 by digest',
        ],
        [{ uri: 'S3://models/churn/1' }, 'match', 'churn 1 by artifact-uri'],
        [
          { uri: ' s3://models/churn/2// ' },
          'match',
          'churn 2 by artifact-uri',
        ],
        // Its own digest is not known, so the address is all there is.
        [
          { uri: 's3://models/churn/1', digest: digest('e') },
          'match',
          'churn 1 by artifact-uri',
        ],
        [
          { uri: 's3://models/churn/2', digest: digest('e') },
          'mismatch',
          'churn 2 by artifact-uri',
          'churn 2 has this address, and another digest',
        ],
        [{ uri: 'models:/churn/3' }, 'match', 'churn 3 by artifact-uri'],
        [{ uri: 'models:/m-4' }, 'match', 'churn 4 by artifact-uri'],
        [
          { uri: 's3://mlflow/models/m-4/artifacts' },
          'match',
          'churn 4 by artifact-uri',
        ],
        [
          { uri: 's3://models/shared' },
          'ambiguous',
          'churn 5 by artifact-uri, risk 1 by artifact-uri',
          'churn 5 and risk 1 have the same address',
        ],
        [
          { digest: digest('d') },
          'ambiguous',
          'churn 7 by digest, risk 2 by digest',
          'churn 7 and risk 2 have the same digest',
        ],
        // Both have the content; only one of them has the address too.
        [
          { uri: 's3://models/risk', digest: digest('d') },
          'match',
          'risk 2 by digest',
        ],
        ...[
          // A folder inside an artefact is not the artefact, nor is one around it.
          's3://models/churn/1/data',
          's3://models/churn',
          's3://Models/churn/1',
          's3://models/churn/1?versionId=x',
          's3a://models/churn/1',
        ].map((uri): [Artifact, string, string, string] => [
          { uri },
          'none',
          '',
          'no version in the registries has this address',
        ]),
        [
          { uri: 'file:///models/6' },
          'none',
          '',
          'file:///models/6 means something only within its machine or cluster',
        ],
        [
          { uri: '/mnt/models' },
          'none',
          '',
          '/mnt/models means something only within its machine or cluster',
        ],
        [
          { uri: 'models:/churn@champion' },
          'none',
          '',
          'models:/churn@champion is an alias, which moves from version to version',
        ],
        [{}, 'none', '', 'neither address nor digest is known'],
      ];
      const found = await find(...table.map(([artifact]) => artifact));
      expect(found).toEqual(
        table.map(([, outcome, versions, reason]) => [
          outcome,
          versions,
          reason,
        ]),
      );
    });

    it('keeps to what the registry still has, else tells what is gone', async () => {
      const { registry, sync, find } = await setUp(each => {
        each.add('churn', {
          1: { artifactUri: 's3://models/a' },
          2: { artifactUri: 's3://models/a' },
          3: { artifactUri: 's3://models/b' },
        });
      });
      registry.models.get('churn')!.versions.delete('1');
      registry.models.get('churn')!.versions.delete('3');
      await sync();
      expect(
        await find({ uri: 's3://models/a' }, { uri: 's3://models/b' }),
      ).toEqual([
        ['match', 'churn 2 by artifact-uri', undefined],
        ['match', 'churn 3 by artifact-uri', undefined],
      ]);
      registry.models.delete('churn');
      await sync();
      await sync();
      const [[outcome]] = await find({ uri: 's3://models/a' });
      expect(outcome).toBe('none');
    });

    it('finds what was registered before versions could be found', async () => {
      const { knex, sync, find } = await setUp(registry =>
        registry.add('churn', { 1: { artifactUri: 's3://models/churn/1' } }),
      );
      await knex.migrate.down({
        directory,
        name: '20261125_artifact_index.js',
      });
      await knex.migrate.latest({ directory });
      const outcomeNow = async () =>
        (await find({ uri: 's3://models/churn/1' }))[0][0];
      expect(await outcomeNow()).toBe('none');
      await sync();
      expect(await outcomeNow()).toBe('match');
    });

    it('is not stopped by an address that all versions have', async () => {
      const { find } = await setUp(registry =>
        registry.add(
          'careless',
          Object.fromEntries(
            Array.from({ length: 40 }, (_, index) => [
              index + 1,
              { artifactUri: 's3://models/latest' },
            ]),
          ),
        ),
      );
      const [[outcome, versions, reason]] = await find({
        uri: 's3://models/latest',
      });
      expect(outcome).toBe('ambiguous');
      expect(versions!.split(', ')).toHaveLength(10);
      expect(reason).toMatch(
        /^careless \d+, careless \d+, careless \d+ and others have the same/,
      );
    });
  },
);
