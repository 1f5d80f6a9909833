import { realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, parse, relative, sep } from 'node:path';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  parseLocationRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { ConflictError } from '@backstage/errors';

/**
 * The folder of this machine where a template stands.
 *
 * @remarks
 *
 * Both annotations are the catalog's own: no entity can set them. What the
 * configuration registered may be read, and what is below it.
 *
 * @throws ConflictError where the file is not below what was registered.
 */
export async function allowedFolder(template: Entity): Promise<string> {
  const file = fileOf(template, ANNOTATION_LOCATION);
  const registered = fileOf(template, ANNOTATION_ORIGIN_LOCATION);
  const [folder, root] = await Promise.all(
    [file && dirname(file), registered && withoutPattern(registered)].map(
      path => path && realpath(path).catch(() => undefined),
    ),
  );
  if (!folder || !root || !isWithin(root, folder)) {
    throw new ConflictError(
      `${stringifyEntityRef(
        template,
      )} cannot be previewed: its file is not below a file that the catalog has registered`,
    );
  }
  return folder;
}

function fileOf(entity: Entity, annotation: string): string | undefined {
  const { type, target } = parseLocationRef(
    entity.metadata.annotations?.[annotation] ?? 'none:none',
  );
  return type === 'file' && isAbsolute(target) ? target : undefined;
}

/** The folder of a file, or what is before the first sign of a pattern. */
function withoutPattern(path: string): string {
  const { root } = parse(path);
  const parts = path.slice(root.length).split(/[\\/]/).slice(0, -1);
  const pattern = parts.findIndex(part => /[*?[\]{}()!]/.test(part));
  return join(root, ...parts.slice(0, pattern < 0 ? undefined : pattern));
}

function isWithin(root: string, folder: string): boolean {
  const path = relative(root, folder);
  return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}
