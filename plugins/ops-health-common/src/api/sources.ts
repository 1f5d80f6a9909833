import { z } from 'zod';
import {
  cursorSchema,
  limitSchema,
  timestampSchema,
} from '@platform-ops/backstage-plugin-platform-ops-common';

/**
 * `never`: not asked yet. `connected`: the last refresh succeeded. `partial`:
 * some questions failed. `failing`: nothing was answered; the last good state
 * is kept. `forbidden`: it refuses us.
 *
 * @public
 */
export const sourceStateSchema = z.enum([
  'never',
  'connected',
  'partial',
  'failing',
  'forbidden',
]);

/** @public */
export type SourceState = z.infer<typeof sourceStateSchema>;

/**
 * What a source costs and is asked.
 *
 * @public
 */
export const sourceCostSchema = z.object({
  queries: z.number().int(),
  /** Rows that came back. */
  samples: z.number().int(),
  bytes: z.number().int(),
  seconds: z.number(),
  slowestSeconds: z.number(),
});

/** @public */
export type SourceCost = z.infer<typeof sourceCostSchema>;

/** @public */
export const healthSourceSchema = z.object({
  /**
   * The key in the configuration; with the role behind it where one entry tells
   * several things.
   */
  id: z.string(),
  /** What it tells. */
  role: z.enum(['metrics', 'conditions', 'alerts']),
  /** E.g. `prometheus`. */
  type: z.string(),
  title: z.string(),
  uiUrl: z.string().optional(),
  /** Whether it has a language in which a person can ask it. */
  takesQueries: z.boolean(),
  state: sourceStateSchema,
  lastRefreshAt: timestampSchema.optional(),
  lastSuccessAt: timestampSchema.optional(),
  /** How old the newest sample is, seconds. */
  lagSeconds: z.number().optional(),
  /** Of the last refresh. */
  cost: sourceCostSchema.optional(),
  errors: z.array(
    z.object({
      at: timestampSchema,
      /** In words; holds no secret. */
      message: z.string(),
      /** What was asked, e.g. `latency (vllm)`. */
      subject: z.string().optional(),
    }),
  ),
  warnings: z.array(z.string()),
  /** Packs whose metrics it has. */
  packs: z.array(z.string()),
  joins: z.object({
    /** Label sets that join an entity. */
    matched: z.number().int(),
    unmatched: z.number().int(),
    ambiguous: z.number().int(),
    /** Entities that it tells about. */
    entities: z.number().int(),
  }),
});

/** @public */
export type HealthSource = z.infer<typeof healthSourceSchema>;

/** @public */
export const listSourcesResponseSchema = z.object({
  items: z.array(healthSourceSchema),
});

/** @public */
export type ListSourcesResponse = z.infer<typeof listSourcesResponseSchema>;

/** @public */
export const joinStateSchema = z.enum(['matched', 'unmatched', 'ambiguous']);

/** @public */
export type JoinState = z.infer<typeof joinStateSchema>;

/** @public */
export const listJoinsQuerySchema = z.object({
  state: joinStateSchema.optional(),
  text: z.string().max(200).optional(),
  cursor: cursorSchema.optional(),
  limit: limitSchema.optional(),
});

/** @public */
export type ListJoinsQuery = z.input<typeof listJoinsQuerySchema>;

/**
 * A label set of a source and the entities that it joins. An ambiguous one
 * joins nothing.
 *
 * @public
 */
export const sourceJoinSchema = z.object({
  state: joinStateSchema,
  rule: z.string(),
  labels: z.record(z.string(), z.string()),
  environment: z.string(),
  unmapped: z.boolean(),
  /** Joined; or, where ambiguous, those that it could be. */
  entityRefs: z.array(z.string()),
  seenAt: timestampSchema,
});

/** @public */
export type SourceJoin = z.infer<typeof sourceJoinSchema>;

/** @public */
export const listJoinsResponseSchema = z.object({
  items: z.array(sourceJoinSchema),
  totalItems: z.number().int(),
  nextCursor: z.string().optional(),
});

/** @public */
export type ListJoinsResponse = z.infer<typeof listJoinsResponseSchema>;

/** @public */
export const testQueryRequestSchema = z.object({
  source: z.string().max(63),
  /** In the language of the source, e.g. PromQL. */
  query: z.string().min(1).max(8_000),
});

/**
 * What a query gives now, at most 100 rows.
 *
 * @public
 */
export const testQueryResponseSchema = z.object({
  rows: z.array(
    z.object({
      labels: z.record(z.string(), z.string()),
      value: z.number().nullable(),
      at: timestampSchema,
    }),
  ),
  totalRows: z.number().int(),
  seconds: z.number(),
  warnings: z.array(z.string()),
});

/** @public */
export type TestQueryResponse = z.infer<typeof testQueryResponseSchema>;
