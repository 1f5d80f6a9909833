import { z } from 'zod';
import {
  entityRefSchema,
  timestampSchema,
} from '@platform-ops/backstage-plugin-platform-ops-common';
import { attestationSchema } from './attestations';
import { decisionKindSchema, decisionSchema } from './decisions';
import { frameworkControlSchema } from './frameworks';
import { controlVerdictSchema, verdictSchema } from './scorecards';

/**
 * A fact and where it comes from.
 *
 * @public
 */
export const factSchema = z.object({
  /** E.g. `catalog.ownership`. */
  type: z.string(),
  title: z.string(),
  value: z.record(z.string(), z.unknown()),
  collectedAt: timestampSchema,
  expiresAt: timestampSchema,
  expired: z.boolean(),
  collector: z.object({ id: z.string(), version: z.string() }),
  /** The system that was asked. */
  source: z.string(),
  /** Exactly what it was asked. */
  query: z.string(),
  /** How many things were looked at. */
  population: z.number().int(),
  /** `sha256:…` of the value. */
  hash: z.string(),
});

/** @public */
export type ScorecardFact = z.infer<typeof factSchema>;

/** @public */
export const explainedCheckSchema = z.object({
  id: z.string(),
  title: z.string(),
  verdict: verdictSchema,
  /** What should be. */
  expected: z.string(),
  /** What is. */
  actual: z.string().optional(),
  /** Why it could not be evaluated, or does not apply. */
  reason: z.string().optional(),
  /** A rule of this portal that no framework asks for by name. */
  houseRule: z.boolean(),
  fix: z.object({
    text: z.string(),
    url: z.string().optional(),
    /** Ready to paste into `metadata.annotations`. */
    annotation: z.string().optional(),
  }),
  /** In CEL. */
  expressions: z.array(z.string()),
  testedOn: z.array(z.string()),
  facts: z.array(factSchema),
});

/** @public */
export type ExplainedCheck = z.infer<typeof explainedCheckSchema>;

/** @public */
export const controlIntervalSchema = z.object({
  verdict: verdictSchema,
  from: timestampSchema,
  /** Missing for what is. */
  to: timestampSchema.optional(),
  reason: z.string().optional(),
  frameworkVersion: z.string(),
});

/** @public */
export const explainControlQuerySchema = z.object({
  entityRef: entityRefSchema,
});

/**
 * What a control says of an entity, and all that it rests on.
 *
 * @public
 */
export const explainedControlSchema = z.object({
  entityRef: z.string(),
  frameworkId: z.string(),
  control: frameworkControlSchema,
  result: controlVerdictSchema,
  checks: z.array(explainedCheckSchema),
  /** Newest first, at most 100. */
  history: z.array(controlIntervalSchema),
  /**
   * Where it is met instead: the entities above that the caller may see; empty
   * where it is met here.
   */
  metAbove: z.array(z.string()),
  /** Newest first, at most 20. */
  decisions: z.array(decisionSchema),
  /** Newest first, at most 20. */
  attestations: z.array(attestationSchema),
  /** What the caller may do here. */
  may: z.object({
    /** Kinds of decisions that can be asked for; those that make sense here. */
    request: z.array(decisionKindSchema),
    attest: z.boolean(),
    /** Accept the unverified text of the control. */
    accept: z.boolean(),
  }),
});

/** @public */
export type ExplainedControl = z.infer<typeof explainedControlSchema>;
