import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Located } from './Located';
import { directoriesIn, serversDirectory } from './places';

/** A program that says its version. */
export function locateBinary(path: string | undefined): Located {
  if (!path) {
    return { detail: 'is not installed' };
  }
  const { stdout, stderr, error } = spawnSync(path, ['--version'], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  const version = versionIn(`${stdout}\n${stderr}`);
  return version
    ? { path, version }
    : { detail: `at ${path} does not run (${error?.message ?? stderr})` };
}

/** Debian's build of VictoriaMetrics does not know its version. */
export function locateDebianBinary(name: string): Located {
  const path = onPath(name);
  if (!path) {
    return { detail: 'is not installed' };
  }
  const { stdout } = spawnSync(
    'dpkg-query',
    ['--show', '--showformat=${Version}', name],
    { encoding: 'utf8' },
  );
  const version = versionIn(stdout ?? '');
  return version
    ? { path, version }
    : { detail: `at ${path} is not from Debian's package ${name}` };
}

/** What scripts/install-test-servers built from packages/test-servers/kubernetes. */
export function locateKubernetesBinary(name: string): Located {
  const directory = join(serversDirectory(), 'kubernetes');
  const path = join(directory, name);
  return existsSync(path)
    ? locateBinary(path)
    : { detail: `is not in ${directory}` };
}

export function newestPostgresqlBinary(): string | undefined {
  const root = '/usr/lib/postgresql';
  return directoriesIn(root)
    .sort((a, b) => Number(b) - Number(a))
    .map(version => join(root, version, 'bin', 'postgres'))
    .find(existsSync);
}

/** The first of these commands that can be run. */
export function onPath(...commands: string[]): string | undefined {
  const directories = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return commands
    .flatMap(command => directories.map(directory => join(directory, command)))
    .find(isExecutable);
}

function versionIn(text: string): string | undefined {
  return /\d+(\.\d+)+/.exec(text)?.[0];
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
