import { z } from 'zod';

/**
 * A point in time, RFC 3339 in UTC.
 *
 * @public
 */
export const timestampSchema = z.iso.datetime();

/**
 * A time that is known to lie between two observations; `after` is missing for
 * what was there when the portal first looked. A registry that was polled can
 * say no more. `exact` is set where the registry or our ledger recorded it.
 *
 * @public
 */
export const observedTimeSchema = z.object({
  exact: timestampSchema.optional(),
  after: timestampSchema.optional(),
  before: timestampSchema.optional(),
});

/** @public */
export type ObservedTime = z.infer<typeof observedTimeSchema>;

/**
 * The size of a page: 1 to 500.
 *
 * @public
 */
export const limitSchema = z.coerce.number().int().min(1).max(500);

/**
 * Where a page goes on; opaque, from `nextCursor` of the page before. It may
 * hold a model's name, of which each character can take several bytes.
 *
 * @public
 */
export const cursorSchema = z.string().min(1).max(4000);
