import { z } from 'zod';
import {
  cursorSchema,
  entityRefSchema,
  limitSchema,
  queryList,
  timestampSchema,
} from '@platform-ops/backstage-plugin-platform-ops-common';
import { INDICATOR_IDS, INDICATOR_UNITS } from '../indicators';
import { healthAlertSchema, healthResourceSchema } from './evidence';
import { HEALTH_STATES, REASON_KINDS } from '../states';

/** @public */
export const healthStateSchema = z.enum(HEALTH_STATES);

/** @public */
export const indicatorIdSchema = z.enum(INDICATOR_IDS);

/**
 * An {@link indicatorIdSchema}, or the name of an indicator that a person
 * defined.
 *
 * @public
 */
export const indicatorNameSchema = z
  .string()
  .max(63)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/**
 * What an indicator is that a person defined.
 *
 * @public
 */
export const indicatorDefinitionSchema = z.object({
  title: z.string(),
  unit: z.enum(INDICATOR_UNITS),
  better: z.enum(['lower', 'higher', 'neither']),
  description: z.string(),
});

/**
 * Why something is in a state.
 *
 * @public
 */
export const healthReasonSchema = z.object({
  kind: z.enum(REASON_KINDS),
  state: healthStateSchema,
  /** A sentence for a person. */
  text: z.string(),
  since: timestampSchema.optional(),
  environment: z.string().optional(),
  indicator: indicatorNameSchema.optional(),
  /** Name of the SLO. */
  slo: z.string().optional(),
  /** Id of the source that says so. */
  source: z.string().optional(),
  /** The source said so, and did not answer since. */
  stale: z.boolean().optional(),
  /** The entity that brings it, where it is not the entity itself. */
  entityRef: z.string().optional(),
  /** Where to look further. */
  url: z.string().optional(),
});

/** @public */
export type HealthReason = z.infer<typeof healthReasonSchema>;

/**
 * The health of an entity in one line.
 *
 * @public
 */
export const healthSummarySchema = z.object({
  entityRef: z.string(),
  title: z.string(),
  kind: z.string(),
  type: z.string().optional(),
  system: z.string().optional(),
  domain: z.string().optional(),
  owner: z.string().optional(),
  /** 1 (most important) to 4. */
  tier: z.number().int().min(1).max(4),
  state: healthStateSchema,
  /** When it came into this state, as far as the portal saw. */
  since: timestampSchema.optional(),
  /** Why, in a sentence. */
  reason: z.string(),
  /** When the newest of what this rests on was observed. */
  observedAt: timestampSchema.optional(),
  /** What this rests on is older than it should be: the last known state. */
  stale: z.boolean(),
});

/** @public */
export type HealthSummary = z.infer<typeof healthSummarySchema>;

/**
 * A limit that a person set.
 *
 * @public
 */
export const healthLimitSchema = z.object({
  /** The value should stay on this side of the limit. */
  operator: z.enum(['<', '<=', '>', '>=']),
  value: z.number(),
  /** Where it was set. */
  origin: z.enum(['annotation', 'config']),
  /** Missing while it is unknown. */
  kept: z.boolean().optional(),
  /** Since when it is not. */
  brokenSince: timestampSchema.optional(),
});

/** @public */
export type HealthLimit = z.infer<typeof healthLimitSchema>;

/**
 * The last value of an indicator.
 *
 * @public
 */
export const indicatorReadingSchema = z.object({
  indicator: indicatorNameSchema,
  /** Of an indicator that a person defined. */
  definition: indicatorDefinitionSchema.optional(),
  environment: z.string(),
  /** In the indicator's unit; missing where there is none. */
  value: z.number().optional(),
  /** ISO 4217, of indicators that are money. */
  currency: z.string().optional(),
  /** Why there is no value, in words. */
  note: z.string().optional(),
  observedAt: timestampSchema,
  stale: z.boolean(),
  source: z.string(),
  /** The pack that defines what was asked, e.g. `vllm`. */
  pack: z.string(),
  limit: healthLimitSchema.optional(),
});

/** @public */
export type IndicatorReading = z.infer<typeof indicatorReadingSchema>;

/**
 * Something about the entity that a person should put right.
 *
 * @public
 */
export const healthProblemSchema = z.object({
  text: z.string(),
  /** What to paste into `metadata.annotations`. */
  annotation: z.object({ name: z.string(), value: z.string() }).optional(),
  /** The query that is at fault, to test. */
  query: z.object({ source: z.string(), text: z.string() }).optional(),
});

/** @public */
export type HealthProblem = z.infer<typeof healthProblemSchema>;

/**
 * How the entity was found in a source.
 *
 * @public
 */
export const healthJoinSchema = z.object({
  source: z.string(),
  /** `annotation`, or the id of the rule. */
  rule: z.string(),
  labels: z.record(z.string(), z.string()),
});

/** @public */
export type HealthJoin = z.infer<typeof healthJoinSchema>;

/** @public */
export const environmentHealthSchema = z.object({
  environment: z.string(),
  /** Set where nobody mapped it: it counts as production. */
  unmapped: z.boolean(),
  state: healthStateSchema,
  reason: z.string(),
});

/** @public */
export type EnvironmentHealth = z.infer<typeof environmentHealthSchema>;

/**
 * The health of an entity in full.
 *
 * @public
 */
export const entityHealthSchema = healthSummarySchema.extend({
  /** Worst first; the first is the headline. */
  reasons: z.array(healthReasonSchema),
  environments: z.array(environmentHealthSchema),
  readings: z.array(indicatorReadingSchema),
  /** What runs and says how it is. */
  resources: z.array(healthResourceSchema),
  /** Those that fire. */
  alerts: z.array(healthAlertSchema),
  joins: z.array(healthJoinSchema),
  problems: z.array(healthProblemSchema),
  /** Runbook, dashboards, logs, traces, on-call: by annotation. */
  links: z.array(
    z.object({
      kind: z.enum(['runbook', 'dashboard', 'logs', 'traces', 'on-call']),
      url: z.string(),
    }),
  ),
});

/** @public */
export type EntityHealth = z.infer<typeof entityHealthSchema>;

/** @public */
export const getHealthQuerySchema = z.object({ entityRef: entityRefSchema });

/** @public */
export type GetHealthQuery = z.input<typeof getHealthQuerySchema>;

/** @public */
export const listHealthQuerySchema = z.object({
  state: queryList(healthStateSchema),
  system: queryList(entityRefSchema),
  owner: queryList(entityRefSchema),
  kind: queryList(z.string().max(63)),
  /** Part of the title or name. */
  text: z.string().max(200).optional(),
  /** `state`: worst first, then the most important, then the longest. */
  sort: z.enum(['state', 'title']).optional(),
  cursor: cursorSchema.optional(),
  limit: limitSchema.optional(),
});

/** @public */
export type ListHealthQuery = z.input<typeof listHealthQuerySchema>;

/** @public */
export const listHealthResponseSchema = z.object({
  items: z.array(healthSummarySchema),
  /** All that match, not only those of this page. */
  totalItems: z.number().int(),
  nextCursor: z.string().optional(),
});

/** @public */
export type ListHealthResponse = z.infer<typeof listHealthResponseSchema>;

/** @public */
export const healthByRefsRequestSchema = z.object({
  entityRefs: z.array(entityRefSchema).min(1).max(200),
});

/**
 * In the order of the request; `null` for what one may not see or what has no
 * health.
 *
 * @public
 */
export const healthByRefsResponseSchema = z.object({
  items: z.array(healthSummarySchema.nullable()),
});

/** @public */
export type HealthByRefsResponse = z.infer<typeof healthByRefsResponseSchema>;
