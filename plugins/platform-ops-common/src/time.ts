import { z } from 'zod';

/**
 * A point in time, RFC 3339 in UTC.
 *
 * @public
 */
export const timestampSchema = z.iso.datetime();

/**
 * A time that is known to lie between two observations; `after` is missing for
 * what was there when the portal first looked. A system that was polled can
 * say no more. `exact` is set where the system or our ledger recorded it.
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
