import fs from 'node:fs';
import path from 'node:path';
import { root } from '../lib/paths.mjs';

export interface Manifest {
  name: string;
  main?: string;
  module?: string;
  types?: string;
  configSchema?: string;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

export function readManifest(folder: string): Manifest {
  return JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
}

/** The folders of this repository's packages, by name. */
export function findWorkspaces(): Map<string, string> {
  const parents = ['packages', 'plugins'].flatMap(parent =>
    fs
      .readdirSync(path.join(root, parent))
      .map(name => path.join(parent, name)),
  );
  return new Map(
    ['benchmarks', 'golden-path-tests', ...parents]
      .filter(folder => fs.existsSync(path.join(root, folder, 'package.json')))
      .map(folder => [readManifest(path.join(root, folder)).name, folder]),
  );
}

/** The given packages and those of this repository that they depend on, by name. */
export function withDependencies(
  names: string[],
  workspaces: Map<string, string>,
): Map<string, string> {
  const result = new Map<string, string>();
  const add = (name: string) => {
    const folder = workspaces.get(name);
    if (folder && !result.has(name)) {
      result.set(name, folder);
      const { dependencies } = readManifest(path.join(root, folder));
      Object.keys(dependencies ?? {}).forEach(add);
    }
  };
  names.forEach(add);
  return result;
}
