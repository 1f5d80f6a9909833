import { InputError } from '@backstage/errors';
import {
  MODEL_HISTORY_KINDS,
  type ModelHistoryKind,
} from '@platform-ops/backstage-plugin-models-common';
import { z } from 'zod';

const positionSchema = z.object({
  at: z.number().int().min(0).max(8.64e15),
  kind: z.enum(MODEL_HISTORY_KINDS),
  key: z.union([z.number().int().safe(), z.uuid()]),
});

/**
 * The last entry of a page: by time, then kind, then what is unique of its
 * kind.
 */
export interface HistoryPosition {
  /** Milliseconds. */
  at: number;
  kind: ModelHistoryKind;
  key: number | string;
}

export function encodeHistoryCursor(position: HistoryPosition): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * @throws InputError for what {@link encodeHistoryCursor} did not give.
 */
export function decodeHistoryCursor(cursor: string): HistoryPosition {
  let found: unknown;
  try {
    found = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    found = undefined;
  }
  const position = positionSchema.safeParse(found).data;
  const isNumbered = position?.kind !== 'version';
  if (!position || (typeof position.key === 'number') !== isNumbered) {
    throw new InputError(
      `cursor: '${cursor.slice(
        0,
        40,
      )}' was not given by this list; leave it out to start from the beginning`,
    );
  }
  return position;
}
