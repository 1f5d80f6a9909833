import type { Dirent } from 'node:fs';
import { lstat, readdir, readFile, rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { exampleOf } from '../context/exampleOf';
import { isMissing, resolveInWorkspace } from '../context/readWorkspaceFile';
import { TakenPaths } from './TakenPaths';

const ID = 'golden-path:leave-existing';
const MOST_FILES = 100_000;

/**
 * Takes out of the workspace what a repository has already.
 */
export function createLeaveExistingAction() {
  return createTemplateAction({
    id: ID,
    description:
      'Takes out of the workspace each file that a repository has already, so that what is left only adds. The repository stands in a folder of the workspace (fetch:plain), which is removed. A file of the same name is never renamed or replaced: the output left names it.',
    examples: [
      exampleOf('Add only what is not there', {
        action: ID,
        id: 'leave',
        name: 'Leave what is there',
        input: { existingPath: '.existing' },
      }),
    ],
    supportsDryRun: true,
    schema: {
      input: {
        existingPath: z =>
          z
            .string()
            .min(1)
            .max(300)
            .describe(
              'Folder of the workspace with the files of the repository; where there is none, nothing is compared',
            ),
      },
      output: {
        isCompared: z => z.boolean(),
        added: z => z.array(z.string()).describe('What the workspace has now'),
        left: z =>
          z
            .array(z.string())
            .describe('What the repository has, with another content'),
        same: z =>
          z
            .array(z.string())
            .describe('What the repository has just as it would be added'),
      },
    },
    async handler(ctx) {
      const { existingPath } = ctx.input;
      const existing = resolveInWorkspace(
        ctx.workspacePath,
        existingPath,
        'existingPath',
      );
      if (existing === resolveInWorkspace(ctx.workspacePath, '.', '')) {
        throw new InputError(
          `existingPath: found ${existingPath}, which is the workspace; expected is a folder of it`,
        );
      }
      const repository = await listFiles(existing);
      const isCompared = repository !== undefined;
      const taken = new TakenPaths(repository ?? []);
      const inExisting = `${relative(ctx.workspacePath, existing)}${sep}`;
      const made = (await listFiles(ctx.workspacePath))!.filter(
        path => !path.startsWith(inExisting),
      );
      const added: string[] = [];
      const left: string[] = [];
      const same: string[] = [];
      for (const path of made) {
        if (!taken.has(path)) {
          added.push(path);
          continue;
        }
        const file = join(ctx.workspacePath, path);
        const isSame = await haveSameContent(file, join(existing, path));
        (isSame ? same : left).push(path);
        await rm(file);
        ctx.logger.info(
          isSame
            ? `${path} is there already`
            : `${path} is in the repository: it stays as it is, ours is left out`,
        );
      }
      await rm(existing, { recursive: true, force: true });
      if (!isCompared) {
        ctx.logger.warn(
          `There is no ${existingPath}: nothing was compared, files of the repository may have the same names`,
        );
      }
      ctx.output('isCompared', isCompared);
      ctx.output('added', added);
      ctx.output('left', left);
      ctx.output('same', same);
    },
  });
}

/** Links count as files. */
async function listFiles(folder: string): Promise<string[] | undefined> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    if (isMissing(error)) {
      return undefined;
    }
    throw error;
  }
  const files = entries
    .filter(entry => !entry.isDirectory())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
  if (files.length > MOST_FILES) {
    throw new InputError(
      `The repository has ${files.length} files; allowed are ${MOST_FILES}`,
    );
  }
  return files;
}

async function haveSameContent(one: string, other: string): Promise<boolean> {
  const found = await lstat(other).catch(() => undefined);
  if (!found?.isFile() || found.size !== (await lstat(one)).size) {
    return false;
  }
  return (await readFile(one)).equals(await readFile(other));
}
