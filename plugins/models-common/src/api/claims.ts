import { z } from 'zod';

/** @public */
export const getClaimQuerySchema = z.object({
  entityRef: z.string().min(1).max(500),
});

/**
 * What became of a hand-written entity's claim to a registered model; `null`
 * where the entity claims none.
 *
 * @public
 */
export const getClaimResponseSchema = z.object({
  claim: z
    .object({
      entityRef: z.string(),
      /** `<registry>/<native name>`. */
      target: z.string(),
      accepted: z.boolean(),
      /** Why it does not count, in words. */
      reason: z.string().optional(),
    })
    .nullable(),
});

/** @public */
export type GetClaimResponse = z.infer<typeof getClaimResponseSchema>;
