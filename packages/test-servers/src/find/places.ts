import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where scripts/install-test-servers puts what Debian does not have. */
export function serversDirectory(): string {
  return (
    process.env.PORTAL_TEST_SERVERS_DIR ??
    join(repositoryRoot(), '.portal', 'test-servers')
  );
}

/** Where published API descriptions are, in its folder `schemas`. */
export function sharedDirectory(): string {
  return process.env.PORTAL_SHARED ?? join(dirname(repositoryRoot()), 'shared');
}

/** A file or folder of this package that is no TypeScript. */
export function packageFile(name: string): string {
  return join(repositoryRoot(), 'packages', 'test-servers', name);
}

export function directoriesIn(path: string): string[] {
  return existsSync(path)
    ? readdirSync(path, { withFileTypes: true })
        .filter(entry => entry.isDirectory())
        .map(entry => entry.name)
    : [];
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
