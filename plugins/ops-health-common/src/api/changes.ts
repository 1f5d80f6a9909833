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
 * What can change: what is deployed; a stage or an alias of a model, or that a
 * version of it is new; what an entity or a workload asks for; the state.
 *
 * @public
 */
export const HEALTH_CHANGE_KINDS = [
  'deployment',
  'stage',
  'alias',
  'version',
  'config',
  'state',
] as const;

/**
 * See {@link HEALTH_CHANGE_KINDS}.
 *
 * @public
 */
export type HealthChangeKind = (typeof HEALTH_CHANGE_KINDS)[number];

/**
 * Something that changed and may be why health did, or the state itself.
 *
 * @public
 */
export const healthChangeSchema = z.object({
  /** Of whom it is told; for what serves a model this can be the model. */
  entityRef: z.string(),
  title: z.string(),
  /** When it was seen. */
  at: timestampSchema,
  /** When it was not so yet, where it is known only between two looks. */
  after: timestampSchema.optional(),
  kind: z.enum(HEALTH_CHANGE_KINDS),
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
  /** What could not be asked, so that more may have changed. */
  incomplete: z.array(
    z.object({ part: z.enum(['models']), reason: z.string() }),
  ),
});

/** @public */
export type ListHealthChangesResponse = z.infer<
  typeof listHealthChangesResponseSchema
>;
