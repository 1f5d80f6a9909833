import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { commitOf, startPortal } from './__testUtils__/startPortal';

const run = promisify(execFile);
const NAME = 'chest-xray-triage';

describe('git', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>;
  let folder: string;

  const git = (...args: string[]) =>
    run('git', args, {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        GIT_TERMINAL_PROMPT: '0',
        GIT_CONFIG_NOSYSTEM: '1',
      },
    });
  const withToken = [
    '-c',
    `http.extraHeader=Authorization: ${mockCredentials.user.header()}`,
  ];

  beforeEach(async () => {
    portal = await startPortal({
      features: [
        mockServices.httpAuth.factory({
          defaultCredentials: mockCredentials.none(),
        }),
      ],
    });
    folder = await mkdtemp(join(tmpdir(), 'clone-'));
    const { files, ...request } = commitOf({
      'README.md': 'one',
      'scripts/test': '#!/bin/sh\nexit 0\n',
      'deep/er/file.txt': 'x'.repeat(300_000),
    });
    await portal.publish(NAME, {
      ...request,
      files: files.map(file => ({
        ...file,
        executable: file.path === 'scripts/test',
      })),
    });
  });
  afterEach(async () => {
    await portal.stop();
    await rm(folder, { recursive: true });
  });

  it('clones, pulls and checks what it got', async () => {
    const url = `${portal.url}/git/${NAME}.git`;
    const clone = join(folder, 'clone');
    await git(...withToken, 'clone', url, clone);
    expect(await readFile(join(clone, 'README.md'), 'utf8')).toBe('one');
    await run(join(clone, 'scripts/test'));
    expect((await stat(join(clone, 'deep/er/file.txt'))).size).toBe(300_000);
    await git('-C', clone, 'fsck', '--strict');

    await portal.publish(
      NAME,
      commitOf(
        { 'README.md': 'two' },
        { mode: 'replace', requestId: 'task-2.publish' },
      ),
    );
    await git('-C', clone, ...withToken, 'pull');
    expect(await readFile(join(clone, 'README.md'), 'utf8')).toBe('two');

    // Packed by somebody who looks after the folder.
    const kept = join(portal.directory, `${NAME}.git`);
    await git('--git-dir', kept, 'gc', '--quiet', '--prune=now');
    await chmod(kept, 0o755);
    await git(...withToken, 'clone', url, join(folder, 'packed'));
    expect((await portal.get(`/repositories/${NAME}/tree`)).body.files).toEqual(
      [{ path: 'README.md', size: 3, executable: false }],
    );
  });

  it('takes the token as the password', async () => {
    const url = new URL(`${portal.url}/git/${NAME}.git`);
    url.username = 'me';
    url.password = encodeURIComponent(mockCredentials.user.token());
    await git('clone', url.toString(), 'clone');
    url.password = 'wrong';
    await expect(git('clone', url.toString(), 'none')).rejects.toThrow(
      'Authentication failed',
    );
  });

  it('gets nothing without a token, and writes nothing with one', async () => {
    const url = `${portal.url}/git/${NAME}.git`;
    await expect(git('clone', url, 'none')).rejects.toThrow(
      /could not read Username|Authentication failed|401/,
    );
    const clone = join(folder, 'clone');
    await git(...withToken, 'clone', url, clone);
    await git(
      '-C',
      clone,
      '-c',
      'user.name=x',
      '-c',
      'user.email=x@y',
      'commit',
      '--allow-empty',
      '-m',
      'x',
    );
    await expect(git('-C', clone, ...withToken, 'push')).rejects.toThrow();
    expect(
      (await portal.get(`/repositories/${NAME}/commits`)).body.items,
    ).toHaveLength(1);
  });
});
