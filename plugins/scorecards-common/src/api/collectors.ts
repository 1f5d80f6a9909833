import { z } from 'zod';
import { timestampSchema } from '@platform-ops/backstage-plugin-platform-ops-common';

/**
 * What brings facts, and how it stands.
 *
 * @public
 */
export const collectorStatusSchema = z.object({
  id: z.string(),
  title: z.string(),
  version: z.string(),
  /** Whether it is asked again and again, or others push to it. */
  feed: z.enum(['asked', 'pushed']),
  state: z.enum(['waiting', 'running', 'ok', 'partial', 'failing']),
  lastStartedAt: timestampSchema.optional(),
  lastSucceededAt: timestampSchema.optional(),
  lastSeconds: z.number().optional(),
  /** How many facts are known of it, and not expired. */
  facts: z.number().int(),
  /** In words; at most 20. */
  errors: z.array(z.string()),
  factTypes: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      /** How long such a fact holds. */
      validForSeconds: z.number(),
    }),
  ),
});

/** @public */
export type CollectorStatus = z.infer<typeof collectorStatusSchema>;

/** @public */
export const listCollectorsResponseSchema = z.object({
  items: z.array(collectorStatusSchema),
});

/** @public */
export type ListCollectorsResponse = z.infer<
  typeof listCollectorsResponseSchema
>;
