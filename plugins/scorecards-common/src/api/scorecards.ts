import { z } from 'zod';
import {
  cursorSchema,
  entityRefSchema,
  limitSchema,
  queryList,
  timestampSchema,
} from '@platform-ops/backstage-plugin-platform-ops-common';
import { VERDICTS } from '@platform-ops/scorecards';

/** @public */
export const verdictSchema = z.enum(VERDICTS);

const idSchema = z.string().min(1).max(80);

/**
 * How an entity stands in a framework.
 *
 * @public
 */
export const scorecardSummarySchema = z.object({
  entityRef: z.string(),
  title: z.string(),
  kind: z.string(),
  owner: z.string().optional(),
  system: z.string().optional(),
  frameworkId: z.string(),
  frameworkTitle: z.string(),
  frameworkVersion: z.string(),
  /** Its controls are mapped to checks and no more; it has no level then. */
  mappingOnly: z.boolean(),
  /** Nobody has to follow it. */
  voluntary: z.boolean(),
  /** What is in it and what is out of it. */
  scope: z.string(),
  /** Missing where no level is reached. */
  level: z.string().optional(),
  levelTitle: z.string().optional(),
  /** 0..1; missing where no control counts. */
  score: z.number().optional(),
  /** Why the level is lower than the score alone would give. */
  cap: z
    .object({
      reason: z.enum(['critical', 'exempt']),
      controls: z.array(z.string()),
    })
    .optional(),
  /** Shares of the weight, 0..1; together they are the score. */
  shares: z.object({
    automated: z.number(),
    attested: z.number(),
    inherited: z.number(),
  }),
  /** How many controls have each verdict; those to come are not among them. */
  counts: z.partialRecord(verdictSchema, z.number().int()),
  /** Not in force yet. */
  upcoming: z.number().int(),
  /**
   * How it stood 30 days ago; missing where nothing was known then, or other
   * rules were in force.
   */
  before: z
    .object({ level: z.string().optional(), score: z.number().optional() })
    .optional(),
  evaluatedAt: timestampSchema,
});

/** @public */
export type ScorecardSummary = z.infer<typeof scorecardSummarySchema>;

/** @public */
export const controlVerdictSchema = z.object({
  id: z.string(),
  citation: z.string(),
  title: z.string(),
  verdict: verdictSchema,
  /** What it would be but for a decision. */
  underlying: verdictSchema.optional(),
  /** Why, in a sentence without its end. */
  reason: z.string().optional(),
  isUpcoming: z.boolean(),
  obligation: z.enum(['required', 'addressable']),
  critical: z.boolean(),
  weight: z.number(),
  /** Since when the portal knows it so. */
  since: timestampSchema,
});

/** @public */
export type ControlVerdict = z.infer<typeof controlVerdictSchema>;

/** @public */
export const scorecardSchema = scorecardSummarySchema.extend({
  controls: z.array(controlVerdictSchema),
});

/** @public */
export type Scorecard = z.infer<typeof scorecardSchema>;

/** @public */
export const getScorecardsQuerySchema = z.object({
  entityRef: entityRefSchema,
});

/** @public */
export const getScorecardsResponseSchema = z.object({
  entityRef: z.string(),
  items: z.array(scorecardSchema),
});

/** @public */
export type GetScorecardsResponse = z.infer<typeof getScorecardsResponseSchema>;

/** What entities are grouped by: a ref, or `none` for those that have none. */
const groupRefSchema = z.union([z.literal('none'), entityRefSchema]);

/** @public */
export const SCORECARD_SORT_FIELDS = ['score', 'title'] as const;

/** @public */
export const listScorecardsQuerySchema = z.object({
  framework: queryList(idSchema),
  kind: queryList(z.string().max(63)),
  /** `none` for what nobody owns. */
  owner: queryList(groupRefSchema),
  /** With the systems themselves; `none` for what is in no system. */
  system: queryList(groupRefSchema),
  /** Ids of levels; `none` for those that reach none. */
  level: queryList(idSchema),
  text: z.string().max(200).optional(),
  sort: z.enum(SCORECARD_SORT_FIELDS).default('score'),
  order: z.enum(['asc', 'desc']).default('asc'),
  limit: limitSchema.default(50),
  cursor: cursorSchema.optional(),
});

/** @public */
export type ListScorecardsQuery = z.input<typeof listScorecardsQuerySchema>;

/** @public */
export const listScorecardsResponseSchema = z.object({
  items: z.array(scorecardSummarySchema),
  totalItems: z.number().int(),
  nextCursor: z.string().optional(),
});

/** @public */
export type ListScorecardsResponse = z.infer<
  typeof listScorecardsResponseSchema
>;

/** @public */
export const scorecardsByRefsRequestSchema = z.object({
  entityRefs: z.array(entityRefSchema).min(1).max(200),
});

/** @public */
export const scorecardsByRefsResponseSchema = z.object({
  /** In the order of the request; empty where nothing is known or visible. */
  items: z.array(z.array(scorecardSummarySchema)),
});

/** @public */
export type ScorecardsByRefsResponse = z.infer<
  typeof scorecardsByRefsResponseSchema
>;
