import { InputError } from '@backstage/errors';

interface LaidOutFile {
  name: string;
  /** From the root. */
  path: string;
  executable: boolean;
}

export interface Folder {
  files: LaidOutFile[];
  folders: Map<string, Folder>;
}

/**
 * Files in their folders.
 *
 * @throws InputError where two of them cannot be in one folder on every system.
 */
export function layOut(
  files: ReadonlyArray<{ path: string; executable: boolean }>,
): Folder {
  const root: Folder = { files: [], folders: new Map() };
  const taken = new Map<string, { path: string; isFolder: boolean }>();

  const take = (path: string, isFolder: boolean) => {
    const key = path.normalize('NFC').toLowerCase();
    const other = taken.get(key);
    if (other && !(isFolder && other.isFolder && other.path === path)) {
      throw new InputError(
        other.path === path && !isFolder && !other.isFolder
          ? `files: found ${path} twice; each path is allowed once`
          : `files: found ${other.path} and ${path}, which are one on Windows and macOS, or a file and a folder; rename one of them`,
      );
    }
    taken.set(key, { path, isFolder });
  };

  for (const { path, executable } of files) {
    const parts = path.split('/');
    const name = parts.pop()!;
    let folder = root;
    parts.forEach((part, position) => {
      take(parts.slice(0, position + 1).join('/'), true);
      const child = folder.folders.get(part) ?? {
        files: [],
        folders: new Map(),
      };
      folder.folders.set(part, child);
      folder = child;
    });
    take(path, false);
    folder.files.push({ name, path, executable });
  }
  return root;
}
