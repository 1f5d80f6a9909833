import { z } from 'zod';
import {
  cursorSchema,
  entityRefSchema,
  limitSchema,
  queryList,
  timestampSchema,
} from '@platform-ops/backstage-plugin-platform-ops-common';
import { indicatorIdSchema } from './health';

/**
 * How the error budget of an SLO is being used. `firing`: too fast, somebody is
 * to be told. `idle`: no traffic. `unknown`: cannot be told.
 *
 * @public
 */
export const sloStateSchema = z.enum(['firing', 'clear', 'idle', 'unknown']);

/** @public */
export type SloState = z.infer<typeof sloStateSchema>;

/**
 * The error budget over the period of an SLO.
 *
 * @public
 */
export const sloBudgetSchema = z.object({
  /** Share that is left, 0..1; negative once it is overspent. */
  remaining: z.number().optional(),
  /** A sentence. */
  summary: z.string(),
  goodEvents: z.number(),
  totalEvents: z.number(),
  /** Share of the period that was observed, 0..1; the rest counts as good. */
  coverage: z.number(),
  /** When it is used up at the present rate. */
  exhaustedAt: timestampSchema.optional(),
});

/** @public */
export type SloBudget = z.infer<typeof sloBudgetSchema>;

/**
 * Two windows that must both burn before somebody is told.
 *
 * @public
 */
export const sloPairSchema = z.object({
  severity: z.enum(['page', 'ticket']),
  state: sloStateSchema,
  longSeconds: z.number(),
  shortSeconds: z.number(),
  /** Burn rate that both must exceed. */
  factor: z.number(),
  longBurnRate: z.number().optional(),
  shortBurnRate: z.number().optional(),
  /** The windows are longer than usual, for the objective is low. */
  lengthened: z.boolean(),
  reason: z.string(),
});

/** @public */
export type SloPair = z.infer<typeof sloPairSchema>;

/**
 * A service level objective and how it stands.
 *
 * @public
 */
export const sloSchema = z.object({
  id: z.string(),
  entityRef: z.string(),
  /** Of the entity. */
  entityTitle: z.string(),
  name: z.string(),
  title: z.string(),
  description: z.string().optional(),
  /** Where it is defined: the annotation's file, or the configuration. */
  origin: z.enum(['annotation', 'config']),
  /** What is counted, in words. */
  indicatorText: z.string(),
  indicator: indicatorIdSchema.optional(),
  /** Share of good events that is promised, 0..1. */
  objective: z.number(),
  periodText: z.string(),
  state: sloStateSchema,
  severity: z.enum(['page', 'ticket']).optional(),
  /** A sentence. */
  reason: z.string(),
  /** Since when it is firing. */
  firingSince: timestampSchema.optional(),
  /** Who tells people: the portal, or Prometheus by the exported rules. */
  evaluator: z.enum(['portal', 'prometheus']),
  budget: sloBudgetSchema.optional(),
  pairs: z.array(sloPairSchema),
  source: z.string().optional(),
  evaluatedAt: timestampSchema.optional(),
  stale: z.boolean(),
});

/** @public */
export type Slo = z.infer<typeof sloSchema>;

/** @public */
export const listSlosQuerySchema = z.object({
  entityRef: queryList(entityRefSchema),
  state: queryList(sloStateSchema),
  text: z.string().max(200).optional(),
  cursor: cursorSchema.optional(),
  limit: limitSchema.optional(),
});

/** @public */
export type ListSlosQuery = z.input<typeof listSlosQuerySchema>;

/**
 * Those that fire first, then those with the least budget.
 *
 * @public
 */
export const listSlosResponseSchema = z.object({
  items: z.array(sloSchema),
  totalItems: z.number().int(),
  nextCursor: z.string().optional(),
});

/** @public */
export type ListSlosResponse = z.infer<typeof listSlosResponseSchema>;

/**
 * Good and all events of an hour, as they are kept for 13 months.
 *
 * @public
 */
export const sloHoursResponseSchema = z.object({
  hours: z.array(
    z.object({
      hour: timestampSchema,
      good: z.number(),
      total: z.number(),
      /** 0: nothing is known of it. */
      coverage: z.number(),
    }),
  ),
});

/** @public */
export type SloHoursResponse = z.infer<typeof sloHoursResponseSchema>;

/** @public */
export const sloRulesResponseSchema = z.object({
  /** A rule file of Prometheus, YAML. */
  rules: z.string(),
  /** Unit tests of the rules for `promtool test rules`, YAML. */
  tests: z.string(),
});

/** @public */
export type SloRulesResponse = z.infer<typeof sloRulesResponseSchema>;
