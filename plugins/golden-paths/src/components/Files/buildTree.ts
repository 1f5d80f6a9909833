/** A folder, with what lies in it. */
export interface FileFolder<T> {
  name: string;
  /** From the root, without a slash at its end. */
  path: string;
  folders: FileFolder<T>[];
  files: Array<{ name: string; file: T }>;
}

function byName(one: { name: string }, other: { name: string }): number {
  return one.name.localeCompare(other.name, 'en');
}

function sort<T>(folder: FileFolder<T>): FileFolder<T> {
  folder.folders.sort(byName).forEach(sort);
  folder.files.sort(byName);
  return folder;
}

/** Files by their folders, in the order of their names. */
export function buildTree<T extends { path: string }>(
  files: readonly T[],
): FileFolder<T> {
  const root: FileFolder<T> = { name: '', path: '', folders: [], files: [] };
  for (const file of files) {
    const names = file.path.split('/');
    const last = names.pop()!;
    let folder = root;
    for (const name of names) {
      let inner = folder.folders.find(candidate => candidate.name === name);
      if (!inner) {
        const path = folder.path ? `${folder.path}/${name}` : name;
        inner = { name, path, folders: [], files: [] };
        folder.folders.push(inner);
      }
      folder = inner;
    }
    folder.files.push({ name: last, file });
  }
  return sort(root);
}
