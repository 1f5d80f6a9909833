import { z } from 'zod';
import {
  entityRefSchema,
  timestampSchema,
} from '@platform-ops/backstage-plugin-platform-ops-common';
import { verdictSchema } from './scorecards';

/** @public */
export const GATE_FORMATS = ['json', 'text', 'markdown', 'sarif'] as const;

/**
 * What is asked before something goes on: how an entity of the catalog, or one
 * that exists only as YAML, stands.
 *
 * @public
 */
export const gateRequestSchema = z.strictObject({
  /** Together with `entity`: which of its documents is meant. */
  entityRef: entityRefSchema.optional(),
  /** The YAML of an entity, e.g. of a pull request; it need not be known. */
  entity: z.string().min(1).max(100_000).optional(),
  /** The file it stands in, for annotations of a pull request. */
  file: z.string().min(1).max(400).optional(),
  /** What goes on, for the title of the comment, e.g. `v12`. */
  release: z.string().trim().min(1).max(80).optional(),
  /** Where it goes, likewise, e.g. `production`. */
  target: z.string().trim().min(1).max(80).optional(),
  /** Those that apply, but for voluntary and mapped ones, unless told. */
  frameworks: z
    .array(
      z.strictObject({
        id: z.string().min(1).max(80),
        /** The lowest level unless told. */
        level: z.string().min(1).max(80).optional(),
      }),
    )
    .min(1)
    .max(20)
    .optional(),
});

/** @public */
export type GateRequest = z.input<typeof gateRequestSchema>;

/** @public */
export const gateQuerySchema = z.object({
  format: z.enum(GATE_FORMATS).default('json'),
});

/**
 * A control that stands in the way, and who has to act.
 *
 * @public
 */
export const gateControlSchema = z.object({
  controlId: z.string(),
  citation: z.string(),
  title: z.string(),
  verdict: verdictSchema,
  reason: z.string().optional(),
  critical: z.boolean(),
  weight: z.number(),
  /** Why it does not gate; missing where it does. */
  doesNotGate: z.string().optional(),
  /** What is not as it should be; of an entity that the caller may see. */
  checks: z.array(
    z.object({
      id: z.string(),
      expected: z.string(),
      actual: z.string().optional(),
      fix: z.object({
        text: z.string(),
        url: z.string().optional(),
        annotation: z.string().optional(),
      }),
    }),
  ),
  /** What a person has to state; missing where machines decide alone. */
  asks: z.string().optional(),
  /** Two people state it: one asks for it, and another one approves it. */
  fourEyes: z.boolean().optional(),
  /** Where it is met: the entity itself, or one above it. */
  metAt: z.string(),
  /** Refs of whoever has to act; empty where nobody owns it. */
  who: z.array(z.string()),
});

/** @public */
export type GateControl = z.infer<typeof gateControlSchema>;

/** @public */
export const gateFrameworkSchema = z.object({
  id: z.string(),
  title: z.string(),
  version: z.string(),
  outcome: z.enum(['pass', 'fail']),
  /** In a sentence. */
  because: z.string(),
  /** Missing where none is reached. */
  level: z.string().optional(),
  requiredLevel: z.string(),
  /** 0..1; without controls that do not gate. */
  score: z.number().optional(),
  requiredScore: z.number(),
  /** What stands in the way; what weighs most first. */
  blocking: z.array(gateControlSchema),
  /** What is not met, and does not stand in the way. */
  advisory: z.array(gateControlSchema),
});

/** @public */
export type GateFramework = z.infer<typeof gateFrameworkSchema>;

/** @public */
export const gateResponseSchema = z.object({
  entityRef: z.string(),
  title: z.string(),
  /** False for one that exists only in the request. */
  isKnown: z.boolean(),
  outcome: z.enum(['pass', 'fail']),
  evaluatedAt: timestampSchema,
  frameworks: z.array(gateFrameworkSchema),
  /** What could not be taken from the YAML; empty without one. */
  notes: z.array(z.string()),
  /** For a terminal. */
  text: z.string(),
  /** A pull-request comment, in Markdown. */
  comment: z.string(),
  /** SARIF 2.1.0. */
  sarif: z.record(z.string(), z.unknown()),
});

/** @public */
export type GateResponse = z.infer<typeof gateResponseSchema>;

/**
 * Frameworks that are not in force, tried without recording anything.
 *
 * @public
 */
export const whatIfRequestSchema = z.strictObject({
  /** Added to the frameworks in force; the same ids win over them. */
  files: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(200),
        text: z.string().min(1).max(256_000),
      }),
    )
    .min(1)
    .max(10),
  /** All that the caller may see unless told; at most 2,000 are evaluated. */
  entityRefs: z.array(entityRefSchema).min(1).max(200).optional(),
});

/** @public */
export type WhatIfRequest = z.input<typeof whatIfRequestSchema>;

const standingSchema = z.object({
  level: z.string().optional(),
  score: z.number().optional(),
});

/** @public */
export const fileProblemSchema = z.object({
  file: z.string(),
  line: z.number().int().optional(),
  message: z.string(),
});

/** @public */
export const whatIfResponseSchema = z.object({
  /** Then nothing was evaluated. */
  problems: z.array(fileProblemSchema),
  /** How many entities were evaluated, of how many. */
  evaluated: z.number().int(),
  entities: z.number().int(),
  frameworks: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      isNew: z.boolean(),
      /** Of entities that it is asked of before and after. */
      better: z.number().int(),
      worse: z.number().int(),
      same: z.number().int(),
    }),
  ),
  /** What changes most first, at most 200. */
  items: z.array(
    z.object({
      entityRef: z.string(),
      title: z.string(),
      frameworkId: z.string(),
      before: standingSchema.optional(),
      after: standingSchema.optional(),
      /** At most 20. */
      changes: z.array(
        z.object({
          controlId: z.string(),
          title: z.string(),
          before: verdictSchema.optional(),
          after: verdictSchema.optional(),
          reason: z.string().optional(),
        }),
      ),
    }),
  ),
});

/** @public */
export type WhatIfResponse = z.infer<typeof whatIfResponseSchema>;

/**
 * The types of facts that there are collectors for, as authors of checks need
 * them.
 *
 * @public
 */
export const listFactTypesResponseSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      /** As in the `FactType` of `@platform-ops/scorecards`. */
      fields: z.record(z.string(), z.unknown()),
    }),
  ),
  /** The checks in force, which rules may name. */
  checks: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      /** Empty: a person has to confirm what it finds. */
      testedOn: z.array(z.string()),
    }),
  ),
});

/** @public */
export type ListFactTypesResponse = z.infer<typeof listFactTypesResponseSchema>;
