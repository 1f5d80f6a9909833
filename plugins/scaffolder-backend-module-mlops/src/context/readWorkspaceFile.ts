import { readFile, stat } from 'node:fs/promises';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError, isError } from '@backstage/errors';

/**
 * A text of the workspace.
 *
 * @param field - The input that names it, for the error.
 */
export async function readWorkspaceFile(
  workspacePath: string,
  path: string,
  { field, maxBytes }: { field: string; maxBytes: number },
): Promise<string> {
  const resolved = resolveInWorkspace(workspacePath, path, field);
  const found = await stat(resolved).catch(error => {
    throw isMissing(error)
      ? new InputError(`${field}: there is no ${path} in the workspace`)
      : error;
  });
  if (!found.isFile()) {
    throw new InputError(`${field}: ${path} is no file`);
  }
  if (found.size > maxBytes) {
    throw new InputError(
      `${field}: ${path} has ${found.size} bytes; allowed are ${maxBytes}`,
    );
  }
  return readFile(resolved, 'utf-8');
}

/** @throws InputError for what lies outside, links included. */
export function resolveInWorkspace(
  workspacePath: string,
  path: string,
  field: string,
): string {
  try {
    return resolveSafeChildPath(workspacePath, path);
  } catch (error) {
    throw new InputError(
      `${field}: ${path} is not inside of the workspace`,
      error,
    );
  }
}

export function isMissing(error: unknown): boolean {
  return (
    isError(error) && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
  );
}
