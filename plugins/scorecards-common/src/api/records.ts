import { z } from 'zod';
import {
  cursorSchema,
  entityRefSchema,
  limitSchema,
  queryList,
  timestampSchema,
} from '@platform-ops/backstage-plugin-platform-ops-common';
import { verdictSchema } from './scorecards';

const idSchema = z.string().min(1).max(80);

/**
 * A part of a period; without a verdict nothing was recorded of it.
 *
 * @public
 */
export const timelineSpanSchema = z.object({
  from: timestampSchema,
  to: timestampSchema,
  verdict: verdictSchema.optional(),
  reason: z.string().optional(),
  frameworkVersion: z.string().optional(),
});

/** @public */
export type TimelineSpan = z.infer<typeof timelineSpanSchema>;

/** @public */
export const timelineQuerySchema = z.object({
  entityRef: entityRefSchema,
  framework: idSchema,
  from: timestampSchema,
  /** Now unless told, and at the latest; at most two years after `from`. */
  to: timestampSchema.optional(),
});

/** @public */
export type TimelineQuery = z.input<typeof timelineQuerySchema>;

/**
 * How the controls of a framework stood in a period.
 *
 * @public
 */
export const timelineSchema = z.object({
  entityRef: z.string(),
  frameworkId: z.string(),
  from: timestampSchema,
  to: timestampSchema,
  controls: z.array(
    z.object({
      id: z.string(),
      citation: z.string(),
      title: z.string(),
      /** Without gaps between them, the oldest first. */
      spans: z.array(timelineSpanSchema),
      /** Shares of the period, 0..1. */
      share: z.object({
        /** It counted in favour. */
        met: z.number(),
        /** It was known not to be met. */
        unmet: z.number(),
        /** Nothing was known. */
        unknown: z.number(),
      }),
    }),
  ),
  /** Level and score, whenever any verdict changed. */
  standings: z.array(
    z.object({
      at: timestampSchema,
      level: z.string().optional(),
      score: z.number().optional(),
    }),
  ),
});

/** @public */
export type Timeline = z.infer<typeof timelineSchema>;

/** @public */
export const sampleQuerySchema = z.object({
  framework: idSchema,
  control: idSchema,
  from: timestampSchema,
  to: timestampSchema.optional(),
  /** How many are drawn. */
  size: z.coerce.number().int().min(1).max(100).default(25),
  /** The same seed draws the same items of the same population. */
  seed: z.string().min(1).max(80),
});

/** @public */
export type SampleQuery = z.input<typeof sampleQuerySchema>;

/** @public */
export const sampledFactSchema = z.object({
  type: z.string(),
  title: z.string(),
  /** `sha256:…` of the value that the verdict rested on. */
  hash: z.string(),
  /** What was asked of whom; missing where the fact is another by now. */
  evidence: z
    .object({
      value: z.record(z.string(), z.unknown()),
      source: z.string(),
      query: z.string(),
      population: z.number().int(),
      collectedAt: timestampSchema,
      collector: z.object({ id: z.string(), version: z.string() }),
    })
    .optional(),
});

/**
 * Entities drawn from all of which a control was asked in a period.
 *
 * @public
 */
export const sampleSchema = z.object({
  frameworkId: z.string(),
  frameworkTitle: z.string(),
  controlId: z.string(),
  citation: z.string(),
  title: z.string(),
  from: timestampSchema,
  to: timestampSchema,
  seed: z.string(),
  /** How it was drawn, for who wants to draw it again. */
  method: z.string(),
  /** How many there are to draw from. */
  population: z.number().int(),
  /** How many have each verdict at the end of the period. */
  counts: z.partialRecord(verdictSchema, z.number().int()),
  items: z.array(
    z.object({
      position: z.number().int(),
      entityRef: z.string(),
      title: z.string(),
      /** At the end of the period. */
      verdict: verdictSchema.optional(),
      since: timestampSchema.optional(),
      reason: z.string().optional(),
      frameworkVersion: z.string().optional(),
      /** How often the verdict changed in the period. */
      changes: z.number().int(),
      /** The entity above where it is met; the facts are of that. */
      metBy: z.string().optional(),
      facts: z.array(sampledFactSchema),
      /** Ids of the decision and the attestation that counted. */
      decisionId: z.string().optional(),
      attestationId: z.string().optional(),
    }),
  ),
});

/** @public */
export type Sample = z.infer<typeof sampleSchema>;

/** @public */
export const MATRIX_GROUPS = ['system', 'owner', 'kind'] as const;

/** @public */
export const matrixQuerySchema = z.object({
  by: z.enum(MATRIX_GROUPS).default('system'),
  framework: queryList(idSchema),
  kind: queryList(z.string().max(63)),
  owner: queryList(entityRefSchema),
  system: queryList(entityRefSchema),
  text: z.string().max(200).optional(),
  limit: limitSchema.default(100),
  cursor: cursorSchema.optional(),
});

/** @public */
export type MatrixQuery = z.input<typeof matrixQuerySchema>;

/**
 * How all entities of a group stand in a framework.
 *
 * @public
 */
export const matrixCellSchema = z.object({
  frameworkId: z.string(),
  entities: z.number().int(),
  /** How many reach each level; `none` for those that reach none. */
  levels: z.record(z.string(), z.number().int()),
  /** The mean; missing where no control counts. */
  score: z.number().optional(),
  /**
   * How the mean of those changed in 30 days of which something was known then,
   * by the same rules; missing where there are none.
   */
  change: z.number().optional(),
});

/** @public */
export type MatrixCell = z.infer<typeof matrixCellSchema>;

/** @public */
export const matrixResponseSchema = z.object({
  frameworks: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      mappingOnly: z.boolean(),
      voluntary: z.boolean(),
      levels: z.array(z.object({ id: z.string(), title: z.string() })),
    }),
  ),
  rows: z.array(
    z.object({
      /** A ref or a kind; empty for what belongs to none. */
      key: z.string(),
      title: z.string(),
      entities: z.number().int(),
      cells: z.array(matrixCellSchema),
    }),
  ),
  /** Of all rows, those of other pages too. */
  totals: z.array(matrixCellSchema),
  totalRows: z.number().int(),
  nextCursor: z.string().optional(),
});

/** @public */
export type MatrixResponse = z.infer<typeof matrixResponseSchema>;
