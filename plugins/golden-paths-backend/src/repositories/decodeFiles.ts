import { InputError } from '@backstage/errors';

const MEGABYTE = 1_000_000;
const MOST_BYTES = 20 * MEGABYTE;

export interface CommittedFile {
  path: string;
  content: Buffer;
  executable: boolean;
}

/**
 * The files of a request.
 *
 * @throws InputError naming the field, what was found and what is allowed.
 */
export function decodeFiles(
  files: ReadonlyArray<{
    path: string;
    base64Content: string;
    executable: boolean;
  }>,
): CommittedFile[] {
  let bytes = 0;
  return files.map(({ path, base64Content, executable }, position) => {
    const content = Buffer.from(base64Content, 'base64');
    if (content.toString('base64') !== base64Content) {
      throw new InputError(
        `files.${position}.base64Content: found something else than base 64 for ${path}; expected is the standard alphabet with = at the end`,
      );
    }
    bytes += content.length;
    if (bytes > MOST_BYTES) {
      throw new InputError(
        `files: found more than 20 megabytes up to ${path}; at most 20 megabytes are allowed in a commit`,
      );
    }
    return { path, content, executable };
  });
}
