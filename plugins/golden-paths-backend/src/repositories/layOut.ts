import { InputError } from '@backstage/errors';

/** Each is an object of Git, written to the disk by itself. */
const MOST_FOLDERS = 2_000;

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
 * @throws InputError where two of them cannot be in one folder on every system,
 *   or where there are too many folders.
 */
export function layOut(
  files: ReadonlyArray<{ path: string; executable: boolean }>,
): Folder {
  const root: Folder = { files: [], folders: new Map() };
  const taken = new Map<string, { path: string; isFolder: boolean }>();
  let folders = 0;

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

  const addFolder = (parent: Folder, name: string, path: string): Folder => {
    folders += 1;
    if (folders > MOST_FOLDERS) {
      throw new InputError(
        `files: found more than ${MOST_FOLDERS} folders up to ${path}; at most ${MOST_FOLDERS} are allowed in a commit`,
      );
    }
    const added: Folder = { files: [], folders: new Map() };
    parent.folders.set(name, added);
    return added;
  };

  for (const { path, executable } of files) {
    const parts = path.split('/');
    const name = parts.pop()!;
    let folder = root;
    parts.forEach((part, position) => {
      take(parts.slice(0, position + 1).join('/'), true);
      folder = folder.folders.get(part) ?? addFolder(folder, part, path);
    });
    take(path, false);
    folder.files.push({ name, path, executable });
  }
  return root;
}
