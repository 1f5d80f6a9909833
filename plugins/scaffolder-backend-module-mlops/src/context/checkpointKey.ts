import { createHash } from 'node:crypto';

/**
 * Keys are those of a step; a step that runs for `each` of several has several
 * inputs, and each its own key.
 *
 * @param id - Of the action, or of a part of it.
 */
export function checkpointKey(id: string, input: object): string {
  return `${id}.${createHash('sha256')
    .update(JSON.stringify(input))
    .digest('hex')
    .slice(0, 16)}`;
}
