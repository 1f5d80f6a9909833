import { z } from 'zod';

/**
 * The size of a page: 1 to 500.
 *
 * @public
 */
export const limitSchema = z.coerce.number().int().min(1).max(500);

/**
 * Where a page goes on; opaque, from `nextCursor` of the page before. It may
 * hold a native name, of which each character can take several bytes.
 *
 * @public
 */
export const cursorSchema = z.string().min(1).max(4000);
