import fs from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { preProcessFile } from 'typescript';
import { readManifest } from './workspaces.mts';

/** The package that an import asks for, unless it is a file of the same package or Node's own. */
function toPackageName(specifier: string): string | undefined {
  if (specifier.startsWith('.') || isBuiltin(specifier)) {
    return undefined;
  }
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Says what an unpacked tarball needs and does not declare, and what it declares and does not hold. */
export function findUndeclared(directory: string): string[] {
  const manifest = readManifest(directory);
  const declared = { ...manifest.dependencies, ...manifest.peerDependencies };
  const { main, module, types, configSchema } = manifest;
  const missing = [main, module, types, configSchema]
    .filter(file => file && !fs.existsSync(path.join(directory, file)))
    .map(file => `${manifest.name} lacks ${file}`);

  const imports = fs
    .readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter(file => /\.(js|d\.ts)$/.test(file) && !/^node_modules/.test(file))
    .flatMap(file => {
      const text = fs.readFileSync(path.join(directory, file), 'utf8');
      return preProcessFile(text, true, true).importedFiles.map(
        ({ fileName }) => ({ file, name: toPackageName(fileName) }),
      );
    });
  const undeclared = imports
    .filter(({ name }) => name && !(name in declared))
    .map(
      ({ file, name }) =>
        `${manifest.name} does not declare ${name}, which ${file} imports`,
    );
  return [...new Set([...missing, ...undeclared])];
}
