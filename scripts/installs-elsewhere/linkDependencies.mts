import fs from 'node:fs';
import path from 'node:path';
import { root } from '../lib/paths.mjs';
import { readManifest } from './workspaces.mts';

/** What this repository has installed for one of its folders: its own, or the shared one. */
function findThirdParty(name: string, folder: string): string {
  const found = [path.join(root, folder), root]
    .map(parent => path.join(parent, 'node_modules', name))
    .find(candidate => fs.existsSync(candidate));
  if (!found) {
    throw new Error(`${folder} depends on ${name}, which is not installed`);
  }
  return fs.realpathSync(found);
}

/**
 * Gives a package a `node_modules` that holds what its package.json declares and nothing else. Third parties'
 * packages are links to this repository's copies, as nothing may be downloaded.
 */
export function linkDependencies(
  directory: string,
  options: {
    /** Where the package comes from in this repository. */
    folder: string;
    /** Our own packages, by name. */
    ours: Map<string, string>;
  },
): void {
  const { dependencies, peerDependencies } = readManifest(directory);
  for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
    const link = path.join(directory, 'node_modules', name);
    fs.mkdirSync(path.dirname(link), { recursive: true });
    fs.symlinkSync(
      options.ours.get(name) ?? findThirdParty(name, options.folder),
      link,
    );
  }
}
