import fs from 'node:fs';
import path from 'node:path';
import { binDirectory, root } from '../lib/paths.mjs';
import { runCommand } from './runCommand.mts';

/** As many as a machine of two cores carries. */
const AT_ONCE = 2;

const ROOT_FILES = [
  'package.json',
  'yarn.lock',
  '.yarnrc.yml',
  'backstage.json',
  'tsconfig.json',
];

function copy(target: string, file: string) {
  fs.cpSync(path.join(root, file), path.join(target, file), {
    recursive: true,
    filter: source => !['node_modules', 'dist'].includes(path.basename(source)),
  });
}

/** A copy of all that the packages are built from. */
function copySources(
  sources: string,
  options: { folders: string[]; workspaces: string[] },
) {
  const { folders, workspaces } = options;
  for (const file of [
    ...ROOT_FILES,
    ...workspaces.map(folder => path.join(folder, 'package.json')),
    ...folders,
    ...folders.map(folder => path.join('dist-types', folder)),
  ]) {
    copy(sources, file);
  }
  fs.symlinkSync(
    path.join(root, 'node_modules'),
    path.join(sources, 'node_modules'),
  );
}

/**
 * Packs the packages of the given folders as a release does, in copies, for `yarn pack` rewrites each
 * package.json while it works: one copy for each that packs at once, since builds read the package.json
 * of all packages. Resolves to the tarball of each folder.
 */
export async function packTarballs(options: {
  folders: string[];
  /** All of the repository's, because Yarn wants to know them. */
  workspaces: string[];
  directory: string;
}): Promise<Map<string, string>> {
  const { folders, directory } = options;
  // The builds take their declarations from it.
  await runCommand(path.join(binDirectory, 'tsc'), [], { cwd: root });

  const tarballs = new Map<string, string>();
  const waiting = [...folders];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async (_, number) => {
      const sources = path.join(directory, `sources-${number}`);
      copySources(sources, options);
      for (
        let folder = waiting.shift();
        folder !== undefined;
        folder = waiting.shift()
      ) {
        const tarball = path.join(directory, 'tarballs', `${folder}.tgz`);
        const place = {
          cwd: path.join(sources, folder),
          env: { ...process.env, YARN_ENABLE_NETWORK: '0' },
        };
        await runCommand(
          path.join(binDirectory, 'backstage-cli'),
          ['package', 'build'],
          place,
        );
        fs.mkdirSync(path.dirname(tarball), { recursive: true });
        await runCommand('yarn', ['pack', '--out', tarball], place);
        tarballs.set(folder, tarball);
      }
    }),
  );
  return tarballs;
}
