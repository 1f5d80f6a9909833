import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FolderBudget } from './FolderBudget';
import type { FolderFile } from './FolderFile';

/** No part of a template, and large. */
const LEFT_OUT = ['.git', 'node_modules'];

/**
 * All files of a folder of this machine, without symbolic links.
 */
export async function readLocalFolder(
  folder: string,
  budget: FolderBudget,
): Promise<FolderFile[]> {
  const files: FolderFile[] = [];
  const folders = [''];
  for (const under of folders) {
    for (const entry of await readdir(join(folder, under), {
      withFileTypes: true,
    })) {
      const path = under ? `${under}/${entry.name}` : entry.name;
      if (entry.isDirectory() && !LEFT_OUT.includes(entry.name)) {
        // Empty ones count too, or there could be endlessly many.
        budget.take(0);
        budget.check();
        folders.push(path);
      } else if (entry.isFile()) {
        const file = join(folder, path);
        const { size } = await stat(file);
        budget.take(size);
        budget.check();
        files.push({ path, content: await readFile(file) });
      }
    }
  }
  return files;
}
