import { chmod, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { publishCommitSchema } from '@platform-ops/backstage-plugin-golden-paths-common';
import type { GoldenPathsService } from '@platform-ops/backstage-plugin-golden-paths-node';
import {
  runAction,
  Workspace,
  type Checkpoints,
} from '../__testUtils__/runAction';
import { createPublishLocalGitAction } from './publishLocalGit';

const URL =
  'https://portal.example.com/api/golden-paths/git/chest-xray/tree/main';

describe('publish:local-git', () => {
  const publish = jest.fn<
    ReturnType<GoldenPathsService['publish']>,
    Parameters<GoldenPathsService['publish']>
  >();
  const action = createPublishLocalGitAction({
    goldenPaths: { publish } as Partial<GoldenPathsService> as any,
    appUrl: 'https://portal.example.com',
  });
  let workspace: Workspace;

  beforeEach(async () => {
    publish.mockReset().mockResolvedValue({
      commit: 'a'.repeat(40),
      url: URL,
      catalogInfoUrl: `${URL}/catalog-info.yaml`,
      created: true,
    });
    workspace = await Workspace.create({
      'catalog-info.yaml': 'kind: Component',
      '.gitignore': '*.log\n',
      '.github/workflows/ci.yaml': 'on: push',
      'build.log': 'noise',
      '.git/config': 'somebody else',
      'run.sh': '#!/bin/sh',
    });
    await chmod(join(workspace.path, 'run.sh'), 0o755);
  });

  afterEach(() => workspace.remove());

  const run = (
    input: object = {},
    options: Parameters<typeof runAction>[2] = {},
  ) =>
    runAction(
      action,
      { name: 'chest-xray', owner: 'radiology', ...input },
      {
        workspacePath: workspace.path,
        user: {
          ref: 'user:default/ada',
          entity: {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'User',
            metadata: { name: 'ada' },
            spec: {
              profile: { displayName: 'Ada <L>', email: 'ada@example.com' },
            },
          },
        },
        ...options,
      },
    );

  it('sends the files that belong into a repository', async () => {
    const { error, outputs } = await run({ title: 'Chest X-ray' });
    expect(error).toBeUndefined();
    expect(outputs).toEqual({
      remoteUrl: 'https://portal.example.com/repositories/chest-xray',
      repoContentsUrl: URL,
      commitHash: 'a'.repeat(40),
      catalogInfoUrl: `${URL}/catalog-info.yaml`,
    });
    const [name, commit] = publish.mock.calls[0];
    expect(name).toBe('chest-xray');
    const { files, ...rest } = publishCommitSchema.parse(commit);
    expect(rest).toEqual({
      title: 'Chest X-ray',
      owner: 'group:default/radiology',
      message: 'Create Chest X-ray from a golden path',
      branch: 'main',
      author: { name: 'Ada  L', email: 'ada@example.com' },
      mode: 'create',
      requestId: 'task-1.step-1.chest-xray',
    });
    expect(
      files
        .map(({ path, executable }) => `${path}${executable ? '*' : ''}`)
        .sort(),
    ).toEqual([
      '.github/workflows/ci.yaml',
      '.gitignore',
      'catalog-info.yaml',
      'run.sh*',
    ]);
  });

  it('publishes once, however often the task is tried', async () => {
    const checkpoints: Checkpoints = new Map();
    await run({}, { checkpoints });
    const { outputs } = await run({}, { checkpoints });
    expect(outputs.commitHash).toBe('a'.repeat(40));
    expect(publish).toHaveBeenCalledTimes(1);
    // Without what was kept, the backend knows it by the same id.
    await run();
    expect(publish.mock.calls[1][1].requestId).toBe(
      publish.mock.calls[0][1].requestId,
    );
  });

  it('publishes nothing in a dry run', async () => {
    const { outputs, log } = await run({}, { isDryRun: true });
    expect(log).toEqual([
      expect.stringMatching(
        /Would publish 4 files \(\d+ bytes\) as chest-xray of group:default\/radiology/,
      ),
    ]);
    expect(outputs).toHaveProperty('catalogInfoUrl');
    expect(publish).not.toHaveBeenCalled();
  });

  it('refuses links, secrets and what is outside', async () => {
    const outside = await run({ sourcePath: '../' });
    expect(outside.error?.message).toContain(
      'sourcePath: ../ is not inside of the workspace',
    );
    await workspace.write({ 'settings.yaml': 'password: sesame-open' });
    const secret = await run({}, { secrets: { password: 'sesame-open' } });
    expect(secret.error?.message).toBe(
      'settings.yaml: found a secret of this task; a repository is read by many',
    );
    await symlink('nothing', join(workspace.path, 'link'));
    const link = await run();
    expect(link.error?.message).toContain('link is a symbolic link');
    expect(publish).not.toHaveBeenCalled();
  });

  it("tells the backend's refusal", async () => {
    publish.mockRejectedValue(
      new Error('goldenPaths.repositories.directory is not set'),
    );
    const { error, outputs } = await run();
    expect(error?.message).toContain('goldenPaths.repositories.directory');
    expect(outputs).toEqual({});
  });
});
