import { ServiceUnavailableError } from '@backstage/errors';
import { Errors } from 'isomorphic-git';
import { DIRECTORY_KEY } from './directoryKey';

/** Of the system, such as ENOSPC; errors of libraries have other codes. */
export function codeOf(error: unknown): string | undefined {
  const { code, errno } = error as { code?: unknown; errno?: unknown };
  return typeof code === 'string' && errno !== undefined ? code : undefined;
}

/** Where the folder stands on its machine is nobody's business. */
export function rethrowUnusable(error: unknown): never {
  const code = codeOf(error);
  throw code === undefined
    ? error
    : new ServiceUnavailableError(
        `${DIRECTORY_KEY}: this folder cannot be used (${code}); look at its rights, and whether its disk is full`,
      );
}

/** It has its row, so that it is here but for a wrong or a lost directory. */
export function rethrowLost(error: unknown): never {
  if (error instanceof Errors.NotFoundError) {
    throw new ServiceUnavailableError(
      `${DIRECTORY_KEY}: what the commit is made of is not in this folder; is it the right one, and the same for all replicas?`,
      error,
    );
  }
  throw error;
}
