import { z } from 'zod';
import { timestampSchema } from '@platform-ops/backstage-plugin-platform-ops-common';
import { healthReasonSchema, healthStateSchema } from './health';

/**
 * One cell of the fleet page; kept small, since there are thousands.
 *
 * @public
 */
export const fleetCellSchema = z.object({
  entityRef: z.string(),
  title: z.string(),
  state: healthStateSchema,
  tier: z.number().int(),
  stale: z.boolean(),
});

/** @public */
export type FleetCell = z.infer<typeof fleetCellSchema>;

/**
 * A system with what belongs to it; its state is the worst that its parts have
 * in production.
 *
 * @public
 */
export const fleetGroupSchema = z.object({
  /** Missing for what belongs to no system. */
  system: z.string().optional(),
  title: z.string(),
  domain: z.string().optional(),
  state: healthStateSchema,
  reason: z.string(),
  cells: z.array(fleetCellSchema),
});

/** @public */
export type FleetGroup = z.infer<typeof fleetGroupSchema>;

/** @public */
export const fleetResponseSchema = z.object({
  /** Worst first. */
  groups: z.array(fleetGroupSchema),
  counts: z.record(healthStateSchema, z.number().int()),
  /** The ten worst, in words. */
  worst: z.array(
    z.object({
      entityRef: z.string(),
      title: z.string(),
      reason: healthReasonSchema,
    }),
  ),
  /** When the last refresh ended. */
  observedAt: timestampSchema.optional(),
  /** Grows with each refresh in which something changed. */
  revision: z.number().int(),
});

/** @public */
export type FleetResponse = z.infer<typeof fleetResponseSchema>;

/**
 * The health of a system, group or domain: by what belongs to it, in
 * production.
 *
 * @public
 */
export const rollupSchema = z.object({
  entityRef: z.string(),
  state: healthStateSchema,
  reason: z.string(),
  counts: z.record(healthStateSchema, z.number().int()),
});

/** @public */
export type HealthRollup = z.infer<typeof rollupSchema>;
