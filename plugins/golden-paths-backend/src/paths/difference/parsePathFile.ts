import { ConflictError } from '@backstage/errors';
import { PATH_FILE } from '@platform-ops/backstage-plugin-golden-paths-common';
import { shorten } from '@platform-ops/backstage-plugin-platform-ops-node';
import { parse } from 'yaml';
import { z } from 'zod';
import { isVersion } from '../catalog/isVersion';

const MOST_BYTES = 100_000;

const pathFileSchema = z.object({
  path: z.string().min(1).max(63),
  version: z
    .string()
    .max(100)
    .refine(isVersion, 'expected a version such as 1.0.0'),
  parameters: z.record(z.string().max(200), z.json()),
  /** Digests of what the path wrote, by path. */
  files: z
    .record(z.string(), z.string().regex(/^sha256:[0-9a-f]{64}$/))
    .optional(),
});

/** How a repository was made, as it says itself. */
export type PathFile = z.infer<typeof pathFileSchema>;

/**
 * @throws ConflictError naming what is wrong in the file.
 */
export function parsePathFile(content: Buffer): PathFile {
  if (content.length > MOST_BYTES) {
    throw new ConflictError(
      `${PATH_FILE}: found ${content.length} bytes; allowed are ${MOST_BYTES}`,
    );
  }
  let found: unknown;
  try {
    // An alias can stand for endlessly much.
    found = parse(content.toString('utf8'), { maxAliasCount: 0 });
  } catch (error) {
    throw new ConflictError(
      `${PATH_FILE} is no YAML: ${shorten((error as Error).message)}`,
    );
  }
  const result = pathFileSchema.safeParse(found);
  if (!result.success) {
    throw new ConflictError(
      `${PATH_FILE}: ${result.error.issues
        .slice(0, 5)
        .map(({ path, message }) => `${path.join('.') || 'file'}: ${message}`)
        .join('; ')}`,
    );
  }
  return result.data;
}
