import { InputError } from '@backstage/errors';

/**
 * The cursor of a list that is sorted in memory: where the next page begins.
 */
export function encodePosition(start: number): string {
  return Buffer.from(`position ${start}`).toString('base64url');
}

/**
 * @throws InputError for what {@link encodePosition} did not give.
 */
export function decodePosition(cursor: string | undefined): number {
  if (cursor === undefined) {
    return 0;
  }
  const start = /^position (\d{1,9})$/.exec(
    Buffer.from(cursor, 'base64url').toString('utf8'),
  )?.[1];
  if (start === undefined) {
    throw new InputError(
      `cursor: '${cursor.slice(
        0,
        40,
      )}' was not given by this list; leave it out to start from the beginning`,
    );
  }
  return Number(start);
}
