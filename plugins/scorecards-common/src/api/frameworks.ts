import { z } from 'zod';
import { acceptanceSchema } from './attestations';
import { CONTROL_KINDS, MET_AT, SOURCE_KINDS } from '@platform-ops/scorecards';

/** @public */
export const frameworkSourceSchema = z.object({
  /** `unverified`: nobody compared it with the text itself; it never gates. */
  kind: z.enum(SOURCE_KINDS),
  title: z.string(),
  url: z.string().optional(),
});

/** @public */
export const frameworkLevelSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** 0..1. */
  minimumScore: z.number(),
});

/** @public */
export const frameworkSummarySchema = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string().optional(),
  version: z.string(),
  /** What is in it and what is out of it. */
  scope: z.string(),
  source: frameworkSourceSchema,
  /** Its controls are mapped to checks and no more. */
  mappingOnly: z.boolean(),
  /** Nobody has to follow it. */
  voluntary: z.boolean(),
  kinds: z.array(z.string()),
  /** From the lowest to the highest. */
  levels: z.array(frameworkLevelSchema),
  /** Ids of the highest level that can be had meanwhile; missing for none. */
  caps: z.object({
    /** While a critical control fails. */
    critical: z.string().optional(),
    /** While a required control is exempt. */
    exempt: z.string().optional(),
  }),
  controls: z.number().int(),
  /** How many controls machines decide alone. */
  automatic: z.number().int(),
});

/** @public */
export type FrameworkSummary = z.infer<typeof frameworkSummarySchema>;

/**
 * A control as the framework has it.
 *
 * @public
 */
export const frameworkControlSchema = z.object({
  id: z.string(),
  /** As the framework names it, e.g. `164.312(e)(2)(ii)`. */
  citation: z.string(),
  title: z.string(),
  /** What it asks, for people who do not know the field. */
  summary: z.string(),
  source: frameworkSourceSchema,
  effectiveFrom: z.string().optional(),
  obligation: z.enum(['required', 'addressable']),
  critical: z.boolean(),
  weight: z.number(),
  metAt: z.enum(MET_AT),
  kind: z.enum(CONTROL_KINDS),
  checks: z.array(z.string()),
  attestation: z
    .object({
      asks: z.string(),
      validForDays: z.number().int(),
      /** One person asks for it, and another one approves it. */
      fourEyes: z.boolean().optional(),
      /** Fields of facts; once they say something else, it does not count. */
      boundTo: z.array(z.string()).optional(),
    })
    .optional(),
  /** Who accepted the text of an unverified control. */
  acceptance: acceptanceSchema.optional(),
});

/** @public */
export type FrameworkControl = z.infer<typeof frameworkControlSchema>;

/** @public */
export const frameworkSchema = frameworkSummarySchema.extend({
  controls: z.array(frameworkControlSchema),
});

/** @public */
export type FrameworkDetail = z.infer<typeof frameworkSchema>;

/** @public */
export const listFrameworksResponseSchema = z.object({
  items: z.array(frameworkSummarySchema),
});

/** @public */
export type ListFrameworksResponse = z.infer<
  typeof listFrameworksResponseSchema
>;
