import { z } from 'zod';
import {
  entityRefSchema,
  limitSchema,
  timestampSchema,
} from '@platform-ops/backstage-plugin-platform-ops-common';

/** @public */
export const listHealthChangesQuerySchema = z.object({
  /** All that one may see, unless told. */
  entityRef: entityRefSchema.optional(),
  /** Inclusive; half an hour ago unless told. */
  from: timestampSchema.optional(),
  /** Exclusive; now unless told. */
  to: timestampSchema.optional(),
  limit: limitSchema.optional(),
});

/** @public */
export type ListHealthChangesQuery = z.input<
  typeof listHealthChangesQuerySchema
>;

/**
 * Something that changed and may be why health did: what is deployed, or the
 * state itself.
 *
 * @public
 */
export const healthChangeSchema = z.object({
  entityRef: z.string(),
  title: z.string(),
  at: timestampSchema,
  kind: z.enum(['deployment', 'state']),
  /** A sentence without its end. */
  text: z.string(),
  environment: z.string().optional(),
  source: z.string().optional(),
});

/** @public */
export type HealthChange = z.infer<typeof healthChangeSchema>;

/**
 * Newest first.
 *
 * @public
 */
export const listHealthChangesResponseSchema = z.object({
  items: z.array(healthChangeSchema),
});

/** @public */
export type ListHealthChangesResponse = z.infer<
  typeof listHealthChangesResponseSchema
>;
