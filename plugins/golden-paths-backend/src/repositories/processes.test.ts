import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import type { PublishCommit } from '@platform-ops/backstage-plugin-golden-paths-common';
import type { Publishing } from './__testUtils__/publishing';
import { commitOf, startPortal } from './__testUtils__/startPortal';

// Processes take a while to start on a busy machine.
jest.setTimeout(120_000);

const NODE_TRANSFORM = require.resolve(
  '@backstage/cli/config/nodeTransform.cjs',
);
const NAME = 'chest-xray-triage';
const FIRST = commitOf({ 'README.md': 'one', 'deploy/a.yaml': 'a: 1\n' });

const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });
const [databaseId] = databases.eachSupportedId().flat();
// SQLite is of one process.
const describeWithPostgres = databaseId ? describe : describe.skip;
const SKIPPED = databaseId ? '' : ' (skipped: there is no PostgreSQL)';

describeWithPostgres(`processes on one PostgreSQL${SKIPPED}`, () => {
  let knex: Knex;
  let portal: Awaited<ReturnType<typeof startPortal>>;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    portal = await startPortal({ knex });
  });
  afterEach(() => portal.stop());

  /** How the process ended: the signal or the exit code. */
  async function run(
    requests: PublishCommit[],
    diesBefore?: Publishing['diesBefore'],
  ) {
    const publishing: Publishing = {
      // Knex hides the password from whoever copies it.
      connection: {
        ...knex.client.config.connection,
        password: knex.client.config.connection.password,
      },
      directory: portal.directory,
      name: NAME,
      requests,
      diesBefore,
    };
    const child = spawn(
      process.execPath,
      [
        '--require',
        NODE_TRANSFORM,
        join(__dirname, '__testUtils__/publishing.ts'),
      ],
      {
        env: { ...process.env, PUBLISHING: JSON.stringify(publishing) },
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    const [code, signal] = await once(child, 'close');
    return signal ?? code;
  }

  /** The commits, newest first, as Git has them. */
  function checkFolder(): string[] {
    const git = (...args: string[]) =>
      execFileSync('git', [
        '--git-dir',
        join(portal.directory, `${NAME}.git`),
        ...args,
      ])
        .toString()
        .trim();
    git('fsck', '--strict');
    return git('log', '--format=%H', 'main').split('\n');
  }

  async function listCommits(): Promise<string[]> {
    const { body } = await portal.get(`/repositories/${NAME}/commits`);
    return body.items.map(({ commit }: { commit: string }) => commit);
  }

  it.each([
    [{ writes: 'objects/', nth: 1 }],
    [{ writes: 'objects/', nth: 3 }],
    [{ writes: 'objects/', nth: 5 }],
    [{ sends: 'insert into "golden_paths_commits"', nth: 1 }],
    [{ sends: 'COMMIT', nth: 1 }],
  ])('leaves nothing half-written when it dies before %j', async fate => {
    expect(await run([FIRST], fate)).toBe('SIGKILL');
    expect((await portal.get(`/repositories/${NAME}`)).status).toBe(404);
    expect((await portal.get('/repositories')).body.items).toEqual([]);

    const { body } = await portal.publish(NAME, FIRST);
    expect(body.created).toBe(true);
    expect(checkFolder()).toEqual([body.commit]);
  });

  it('has the commit when it dies before the branch moves, and moves it the next time', async () => {
    expect(await run([FIRST], { writes: 'refs/', nth: 1 })).toBe('SIGKILL');
    const [commit] = await listCommits();
    const { body } = await portal.publish(NAME, FIRST);
    expect(body).toMatchObject({ commit, created: true });
    expect(checkFolder()).toEqual([commit]);
  });

  it('commits in turns with others, also with one that dies', async () => {
    await portal.publish(NAME, FIRST);
    const commits = (writer: string) =>
      Array.from({ length: 8 }, (_, i) =>
        commitOf(
          { 'README.md': `${writer} ${i}` },
          { mode: 'replace', requestId: `${writer}-request-${i}` },
        ),
      );
    const ends = await Promise.all([
      run(commits('one')),
      run(commits('two')),
      run(commits('three'), {
        sends: 'insert into "golden_paths_commits"',
        nth: 4,
      }),
    ]);
    expect(ends).toEqual([0, 0, 'SIGKILL']);
    const found = await listCommits();
    expect(found.length).toBeGreaterThanOrEqual(1 + 8 + 8);
    expect(found.length).toBeLessThanOrEqual(1 + 8 + 8 + 3);
    // By what is written next the branch is where it belongs.
    const last = await portal.publish(
      NAME,
      commitOf(
        { 'README.md': 'end' },
        { mode: 'replace', requestId: 'task-end.publish' },
      ),
    );
    expect(checkFolder()).toEqual([last.body.commit, ...found]);
  });
});
