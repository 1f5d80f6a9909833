import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Located } from './Located';
import { directoriesIn, serversDirectory } from './places';

/**
 * A program of a Python environment. Its own `--version` may take seconds; the
 * metadata of the distribution tells it.
 */
export function locatePythonProgram(options: {
  environment: string;
  program: string;
  distribution: string;
}): Located {
  const environment = join(serversDirectory(), options.environment);
  const path = join(environment, 'bin', options.program);
  if (!existsSync(path)) {
    return { detail: `is not in ${environment}` };
  }
  const metadata = new RegExp(`^${options.distribution}-(\\d.*)\\.dist-info$`);
  const version = directoriesIn(join(environment, 'lib'))
    .flatMap(python =>
      directoriesIn(join(environment, 'lib', python, 'site-packages')),
    )
    .map(directory => metadata.exec(directory)?.[1])
    .find(found => found !== undefined);
  return version
    ? { path, version }
    : { detail: `in ${environment} is not complete` };
}
