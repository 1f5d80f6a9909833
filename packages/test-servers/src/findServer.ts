import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/**
 * The servers that tests know.
 *
 * @public
 */
export const TEST_SERVERS = [
  'mlflow',
  'mlflow2',
  'postgresql',
  'prometheus',
  'chromium',
] as const;

/** @public */
export type TestServerName = (typeof TEST_SERVERS)[number];

/**
 * Where a server is on this machine, or why it is not.
 *
 * @public
 */
export type FoundServer =
  | { found: true; name: TestServerName; version: string; path: string }
  | { found: false; name: TestServerName; reason: string };

const INSTALL = 'run scripts/install-test-servers';

/**
 * Names for people.
 *
 * @public
 */
export const TEST_SERVER_TITLES: Record<TestServerName, string> = {
  mlflow: 'MLflow 3',
  mlflow2: 'MLflow 2',
  postgresql: 'PostgreSQL',
  prometheus: 'Prometheus',
  chromium: 'Chromium',
};

/**
 * Looks for a server without starting it.
 *
 * @public
 */
export function findServer(name: TestServerName): FoundServer {
  switch (name) {
    case 'mlflow':
    case 'mlflow2':
      return findMlflow(name);
    case 'postgresql':
      return findBinary(name, newestPostgresqlBinary());
    case 'prometheus':
      return findBinary(name, onPath('prometheus'));
    default:
      return findBinary(
        name,
        onPath('chromium') ?? onPath('chromium-browser') ?? onPath('chrome'),
      );
  }
}

function missing(name: TestServerName, detail: string): FoundServer {
  return {
    found: false,
    name,
    reason: `${TEST_SERVER_TITLES[name]} ${detail}: ${INSTALL}`,
  };
}

/** MLflow's own `--version` takes seconds; the package's metadata tells it. */
function findMlflow(name: 'mlflow' | 'mlflow2'): FoundServer {
  const environment = join(serversDirectory(), name);
  const path = join(environment, 'bin', 'mlflow');
  if (!existsSync(path)) {
    return missing(name, `is not in ${environment}`);
  }
  const version = directoriesIn(join(environment, 'lib'))
    .flatMap(python =>
      directoriesIn(join(environment, 'lib', python, 'site-packages')),
    )
    .map(directory => /^mlflow-(\d.*)\.dist-info$/.exec(directory)?.[1])
    .find(found => found !== undefined);
  return version
    ? { found: true, name, version, path }
    : missing(name, `in ${environment} is not complete`);
}

function serversDirectory(): string {
  return (
    process.env.PORTAL_TEST_SERVERS_DIR ??
    join(repositoryRoot(), '.portal', 'test-servers')
  );
}

/** Tests run in the root or in the folder of a package. */
function repositoryRoot(): string {
  let directory = process.cwd();
  while (!existsSync(join(directory, 'backstage.json'))) {
    if (dirname(directory) === directory) {
      return process.cwd();
    }
    directory = dirname(directory);
  }
  return directory;
}

function findBinary(
  name: TestServerName,
  path: string | undefined,
): FoundServer {
  if (!path) {
    return missing(name, 'is not installed');
  }
  const { stdout, stderr, error } = spawnSync(path, ['--version'], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  const version = /\d+(\.\d+)+/.exec(`${stdout}\n${stderr}`)?.[0];
  return version
    ? { found: true, name, version, path }
    : missing(name, `at ${path} does not run (${error?.message ?? stderr})`);
}

function newestPostgresqlBinary(): string | undefined {
  const root = '/usr/lib/postgresql';
  return directoriesIn(root)
    .sort((a, b) => Number(b) - Number(a))
    .map(version => join(root, version, 'bin', 'postgres'))
    .find(existsSync);
}

function directoriesIn(path: string): string[] {
  return existsSync(path)
    ? readdirSync(path, { withFileTypes: true })
        .filter(entry => entry.isDirectory())
        .map(entry => entry.name)
    : [];
}

function onPath(command: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map(directory => join(directory, command))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
