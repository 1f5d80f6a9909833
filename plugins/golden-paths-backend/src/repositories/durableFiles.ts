import { randomUUID } from 'node:crypto';
import { promises } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Files that are there as a whole or not at all, whenever the process or the
 * machine stops.
 */
export const durableFiles = {
  promises: { ...promises, writeFile: writeDurably },
};

async function writeDurably(
  path: string,
  content: Uint8Array | string,
): Promise<void> {
  // By such a name Git knows what to clear away.
  const unfinished = join(dirname(path), `tmp_obj_${randomUUID()}`);
  try {
    const file = await promises.open(unfinished, 'wx', 0o644);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await promises.rename(unfinished, path);
  } catch (error) {
    await promises.rm(unfinished, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** So that the name of a file is as lasting as what is in it. */
async function syncFolder(path: string): Promise<void> {
  const folder = await promises.open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
