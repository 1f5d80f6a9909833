import { z } from 'zod';
import { timestampSchema } from '@platform-ops/backstage-plugin-platform-ops-common';

/**
 * A model that a resource serves, as far as the resource tells.
 *
 * @public
 */
export const servingSchema = z.object({
  /** The revision, variant or component that serves it. */
  revision: z.string().optional(),
  artifactUri: z.string().optional(),
  digest: z.string().optional(),
  modelName: z.string().optional(),
  /** Share of the traffic, 0..1. */
  traffic: z.number().optional(),
  status: z.string().optional(),
  lastFailure: z
    .object({ message: z.string(), at: timestampSchema.optional() })
    .optional(),
});

/** @public */
export type Serving = z.infer<typeof servingSchema>;

/**
 * Something that runs and says how it is.
 *
 * @public
 */
export const healthResourceSchema = z.object({
  source: z.string(),
  /** E.g. `InferenceService`. */
  kind: z.string(),
  name: z.string(),
  labels: z.record(z.string(), z.string()),
  environment: z.string(),
  readiness: z.enum(['ready', 'not-ready', 'progressing', 'idle', 'unknown']),
  /** Why. */
  text: z.string(),
  since: timestampSchema.optional(),
  replicas: z
    .object({ wanted: z.number().int(), ready: z.number().int() })
    .optional(),
  conditions: z.array(
    z.object({
      type: z.string(),
      status: z.enum(['true', 'false', 'unknown']),
      reason: z.string().optional(),
      message: z.string().optional(),
      since: timestampSchema.optional(),
    }),
  ),
  serves: z.array(servingSchema),
  url: z.string().optional(),
  seenAt: timestampSchema,
  stale: z.boolean(),
});

/** @public */
export type HealthResource = z.infer<typeof healthResourceSchema>;

/**
 * An alert that fires.
 *
 * @public
 */
export const healthAlertSchema = z.object({
  source: z.string(),
  /** Tells it from others of the source. */
  fingerprint: z.string(),
  name: z.string(),
  severity: z.enum(['page', 'ticket', 'info']),
  environment: z.string(),
  summary: z.string(),
  labels: z.record(z.string(), z.string()),
  startsAt: timestampSchema,
  /** When the source last said that it fires. */
  seenAt: timestampSchema,
  /** The source did not answer since: the last known state. */
  stale: z.boolean(),
  /** For so long that nobody knows whether it still fires. */
  lapsed: z.boolean(),
  /** The source takes silences. */
  silenceable: z.boolean(),
  /** Somebody silenced it, or another alert inhibits it. */
  suppressed: z
    .object({
      by: z.enum(['silence', 'inhibition']),
      until: timestampSchema.optional(),
      comment: z.string().optional(),
      /** Who silenced it: a ref of a user, or any name. */
      createdBy: z.string().optional(),
      /** By what it can be ended; missing where it is for other alerts too. */
      silenceId: z.string().optional(),
    })
    .optional(),
  url: z.string().optional(),
  runbookUrl: z.string().optional(),
});

/** @public */
export type HealthAlert = z.infer<typeof healthAlertSchema>;
