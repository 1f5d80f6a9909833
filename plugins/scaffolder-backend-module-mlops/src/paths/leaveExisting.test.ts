import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { runAction, Workspace } from '../__testUtils__/runAction';
import { createLeaveExistingAction } from './leaveExisting';

describe('golden-path:leave-existing', () => {
  let workspace: Workspace;
  const run = (existingPath = '.existing') =>
    runAction(
      createLeaveExistingAction(),
      { existingPath },
      { workspacePath: workspace.path },
    );
  const files = async () =>
    (await readdir(workspace.path, { recursive: true, withFileTypes: true }))
      .filter(entry => entry.isFile())
      .map(entry =>
        join(entry.parentPath, entry.name).slice(workspace.path.length + 1),
      )
      .sort();

  beforeEach(async () => {
    workspace = await Workspace.create({
      'catalog-info.yaml': 'ours',
      'docs/index.md': 'ours',
      Makefile: 'ours',
      'tools/a/b.txt': 'ours',
      'new/deep/file.txt': 'ours',
      'same.txt': 'alike',
      folder: 'ours',
    });
  });
  afterEach(() => workspace.remove());

  it('leaves only what adds, and names the rest', async () => {
    await workspace.write({
      '.existing/catalog-info.yaml': 'theirs',
      '.existing/makefile': 'another case',
      '.existing/tools': 'a file where we want a folder',
      '.existing/same.txt': 'alike',
      '.existing/folder/inside.txt': 'a folder where we want a file',
      '.existing/src/main.py': 'theirs',
    });
    await mkdir(join(workspace.path, '.existing/docs'), { recursive: true });
    await symlink(
      '../README.md',
      join(workspace.path, '.existing/docs/index.md'),
    );
    const { error, outputs, log } = await run();
    expect(error).toBeUndefined();
    expect(outputs).toEqual({
      isCompared: true,
      added: ['new/deep/file.txt'],
      left: [
        'Makefile',
        'catalog-info.yaml',
        'docs/index.md',
        'folder',
        'tools/a/b.txt',
      ],
      same: ['same.txt'],
    });
    expect(await files()).toEqual(['new/deep/file.txt']);
    expect(
      await readFile(join(workspace.path, 'new/deep/file.txt'), 'utf8'),
    ).toBe('ours');
    expect(log).toContain(
      'info catalog-info.yaml is in the repository: it stays as it is, ours is left out',
    );
  });

  it('says that nothing was compared where there is no repository', async () => {
    const { outputs, log } = await run();
    expect(outputs).toMatchObject({ isCompared: false, left: [], same: [] });
    expect(outputs.added).toHaveLength(7);
    expect(log.join('\n')).toContain('nothing was compared');
  });

  it.each(['.', '../elsewhere', '/etc'])('refuses %s', async path => {
    const { error } = await run(path);
    expect(error?.message).toMatch(/^existingPath: /);
    expect(await files()).toHaveLength(7);
  });
});
