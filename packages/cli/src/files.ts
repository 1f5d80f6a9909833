import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, relative, sep } from 'node:path';
import { UsageFailure } from './failures';

export async function readBytes(option: string, path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = codeOf(error);
    throw new UsageFailure(
      `${option}: found ${path}, which ${
        code === 'EISDIR'
          ? 'is a folder; name its files'
          : `cannot be read (${code})`
      }`,
    );
  }
}

export async function readText(option: string, path: string): Promise<string> {
  return (await readBytes(option, path)).toString('utf8');
}

export async function writeText(
  option: string,
  path: string,
  text: string,
): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  } catch (error) {
    throw new UsageFailure(
      `${option}: found ${path}, which cannot be written (${codeOf(error)})`,
    );
  }
}

/** A path as repositories name it, from where the command runs. */
export function repositoryPath(path: string): string {
  return relative('', path).split(sep).join('/');
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
