import { z } from 'zod';
import { timestampSchema } from '@platform-ops/backstage-plugin-platform-ops-common';

/**
 * What the portal knows of its connection to a registry:
 * `never` no sync has ended yet, `connected` the last one succeeded, `failing`
 * the last one did not (the last good state is kept).
 *
 * @public
 */
export const registryStateSchema = z.enum(['never', 'connected', 'failing']);

/**
 * A registry and how its sync stands.
 *
 * @public
 */
export const modelRegistrySchema = z.object({
  /** The key in the configuration; also the namespace of its entities. */
  id: z.string(),
  /** E.g. `mlflow`. */
  type: z.string(),
  title: z.string(),
  /** Where a person opens the registry. */
  uiUrl: z.string().optional(),
  /** The version that the server says it has. */
  serverVersion: z.string().optional(),
  state: registryStateSchema,
  /** Whether a sync runs now, and how far it is. */
  progress: z
    .object({
      startedAt: timestampSchema,
      /** Models read so far. */
      done: z.number().int(),
      /** Models to read, where already known. */
      total: z.number().int().optional(),
    })
    .optional(),
  lastSyncedAt: timestampSchema.optional(),
  /** Seconds that the last successful sync took. */
  lastSyncSeconds: z.number().optional(),
  lastError: z
    .object({
      at: timestampSchema,
      /** In words, for a person. Holds no secret. */
      message: z.string(),
      /** How often in a row it has failed. */
      consecutiveFailures: z.number().int(),
    })
    .optional(),
  /** The last good sync is older than `models.staleAfter`. */
  stale: z.boolean(),
  counts: z.object({
    models: z.number().int(),
    versions: z.number().int(),
    /** Prompts share MLflow's registry; they are counted, never listed. */
    prompts: z.number().int().optional(),
  }),
});

/** @public */
export type ModelRegistryStatus = z.infer<typeof modelRegistrySchema>;

/** @public */
export const listRegistriesResponseSchema = z.object({
  items: z.array(modelRegistrySchema),
});

/** @public */
export type ListRegistriesResponse = z.infer<
  typeof listRegistriesResponseSchema
>;
