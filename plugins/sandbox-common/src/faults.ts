import { z } from 'zod';

/**
 * The faults that can be injected into the simulated services.
 *
 * @public
 */
export const FAULT_NAMES = [
  'latency-ramp',
  'error-burst',
  'memory-leak',
  'bad-deployment',
] as const;

/** @public */
export type FaultName = (typeof FAULT_NAMES)[number];

/**
 * How long a fault may last.
 *
 * @public
 */
export const FAULT_DURATION_SECONDS = {
  minimum: 60,
  default: 20 * 60,
  maximum: 4 * 60 * 60,
} as const;

/** @public */
export const faultNameSchema = z.enum(FAULT_NAMES);

/**
 * A fault that was injected.
 *
 * @public
 */
export const injectedFaultSchema = z.object({
  name: faultNameSchema,
  workload: z.string(),
  state: z.enum(['active', 'ended']),
  startedAt: z.iso.datetime(),
  /** When it ends, or ended. */
  endsAt: z.iso.datetime(),
});

/** @public */
export type InjectedFault = z.infer<typeof injectedFaultSchema>;

/**
 * A fault that can be injected, and where it is or was last.
 *
 * @public
 */
export const faultKindSchema = z.object({
  name: faultNameSchema,
  title: z.string(),
  /** What happens, in a sentence or two. */
  description: z.string(),
  /** Where it is injected unless a request says otherwise. */
  defaultWorkload: z.string(),
  defaultDurationSeconds: z.number(),
  /** Where it can be injected. */
  workloads: z.array(z.string()),
  /** Newest first: those that are active, and the last that ended. */
  injected: z.array(injectedFaultSchema),
});

/** @public */
export type FaultKindStatus = z.infer<typeof faultKindSchema>;

/** @public */
export const listFaultsResponseSchema = z.object({
  items: z.array(faultKindSchema),
});

/** @public */
export type ListFaultsResponse = z.infer<typeof listFaultsResponseSchema>;

/** @public */
export const injectFaultRequestSchema = z.strictObject({
  workload: z.string().max(63).optional(),
  durationSeconds: z
    .number()
    .int()
    .min(FAULT_DURATION_SECONDS.minimum)
    .max(FAULT_DURATION_SECONDS.maximum)
    .optional(),
});

/** @public */
export type InjectFaultRequest = z.infer<typeof injectFaultRequestSchema>;

/**
 * Stops a fault everywhere, or in one workload.
 *
 * @public
 */
export const stopFaultQuerySchema = z.object({
  workload: z.string().max(63).optional(),
});

/** @public */
export type StopFaultQuery = z.infer<typeof stopFaultQuerySchema>;

/**
 * Those that were stopped; none where none was active.
 *
 * @public
 */
export const stopFaultResponseSchema = z.object({
  items: z.array(injectedFaultSchema),
});

/** @public */
export type StopFaultResponse = z.infer<typeof stopFaultResponseSchema>;
