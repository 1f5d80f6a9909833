import { z } from 'zod';

/**
 * A query parameter that may be given once or repeatedly, at most 100 times.
 *
 * @public
 */
export function queryList<T extends z.ZodType>(item: T) {
  return z.preprocess(
    value => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(item).max(100).optional(),
  );
}
