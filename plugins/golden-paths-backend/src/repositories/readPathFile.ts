import { parse } from 'yaml';
import { z } from 'zod';
import { PATH_FILE } from '@platform-ops/backstage-plugin-golden-paths-common';
import type { CommittedFile } from './decodeFiles';

const MOST_BYTES = 100_000;

const pathFileSchema = z.object({
  path: z.string().min(1).max(200),
  version: z.string().min(1).max(100),
});

export interface MadeBy {
  name: string;
  version: string;
}

/** The path that files came from, where they tell it. */
export function readPathFile(
  files: readonly CommittedFile[],
): MadeBy | undefined {
  const file = files.find(({ path }) => path === PATH_FILE);
  if (!file || file.content.length > MOST_BYTES) {
    return undefined;
  }
  try {
    const { path, version } = pathFileSchema.parse(
      parse(file.content.toString('utf8')),
    );
    return { name: path, version };
  } catch {
    return undefined;
  }
}
