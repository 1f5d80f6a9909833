import { z } from 'zod';
import {
  cursorSchema,
  entityRefSchema,
  limitSchema,
  queryList,
  timestampSchema,
} from '@platform-ops/backstage-plugin-platform-ops-common';

/** Words that people write; shown to others as text. */
const wordsSchema = z.string().trim().min(10).max(4000);
const commentSchema = z.string().trim().max(4000).optional();

/**
 * `statement`: a control that takes two people is met. `exemption`: that a
 * control fails is accepted for a while. `not-applicable`: it does not concern
 * the entity. `alternative`: something else does what an addressable control
 * asks for.
 *
 * @public
 */
export const DECISION_KINDS = [
  'statement',
  'exemption',
  'not-applicable',
  'alternative',
] as const;

/** @public */
export const decisionKindSchema = z.enum(DECISION_KINDS);

/** @public */
export type DecisionKind = z.infer<typeof decisionKindSchema>;

/** @public */
export const DECISION_STATES = [
  'requested',
  'approved',
  'rejected',
  'withdrawn',
  'revoked',
  'expired',
] as const;

/** @public */
export const decisionStateSchema = z.enum(DECISION_STATES);

/** @public */
export type DecisionState = z.infer<typeof decisionStateSchema>;

/** @public */
export const DECISION_STEPS = [
  'approve',
  'reject',
  'withdraw',
  'revoke',
  'renew',
] as const;

/** @public */
export const decisionStepSchema = z.enum(DECISION_STEPS);

/** @public */
export type DecisionStep = z.infer<typeof decisionStepSchema>;

/**
 * The control of an entity that people state or decide something about.
 *
 * @public
 */
export const concernedControlSchema = z.object({
  entityRef: z.string(),
  entityTitle: z.string(),
  owner: z.string().optional(),
  frameworkId: z.string(),
  frameworkTitle: z.string(),
  controlId: z.string(),
  citation: z.string(),
  controlTitle: z.string(),
  obligation: z.enum(['required', 'addressable']),
  critical: z.boolean(),
});

/** @public */
export type ConcernedControl = z.infer<typeof concernedControlSchema>;

/**
 * What somebody asked for and somebody else decides.
 *
 * @public
 */
export const decisionSchema = concernedControlSchema.extend({
  id: z.string(),
  kind: decisionKindSchema,
  state: decisionStateSchema,
  reason: z.string(),
  evidenceUrl: z.string().optional(),
  /** For how long it holds, from when it is approved. */
  days: z.number().int(),
  requestedBy: z.string(),
  requestedAt: timestampSchema,
  decidedBy: z.string().optional(),
  decidedAt: timestampSchema.optional(),
  comment: z.string().optional(),
  /** Only of what was approved. */
  expiresAt: timestampSchema.optional(),
  /** Who withdrew or revoked it. */
  endedBy: z.string().optional(),
  endedAt: timestampSchema.optional(),
  endReason: z.string().optional(),
  /**
   * Of a statement: what facts said when it was asked for, by their fields, e.g.
   * `catalog.aiAct.class`; it counts as long as they say the same.
   */
  boundTo: z.record(z.string(), z.unknown()).optional(),
  /**
   * What facts say by now, where that is something else: then it does not count,
   * or cannot be approved.
   */
  lapsed: z.string().optional(),
  /** The id of the one that it continues. */
  renews: z.string().optional(),
  /** What the caller may do with it. */
  may: z.array(decisionStepSchema),
  /** Why the caller may not decide, where one would expect it. */
  mayNot: z.string().optional(),
});

/** @public */
export type Decision = z.infer<typeof decisionSchema>;

/** @public */
export const requestDecisionSchema = z.strictObject({
  kind: decisionKindSchema,
  entityRef: entityRefSchema,
  frameworkId: z.string().min(1).max(80),
  controlId: z.string().min(1).max(80),
  /** Why; at least 10 characters. */
  reason: wordsSchema,
  /** Where more is written, https. */
  evidenceUrl: z
    .url({ protocol: /^https$/ })
    .max(2000)
    .optional(),
  /** How many are allowed depends on the portal, of a statement on the control. */
  days: z.number().int().min(1).max(3660),
});

/** @public */
export type RequestDecision = z.input<typeof requestDecisionSchema>;

/** @public */
export const renewDecisionSchema = requestDecisionSchema.pick({
  reason: true,
  evidenceUrl: true,
  days: true,
});

/** @public */
export type RenewDecision = z.input<typeof renewDecisionSchema>;

/**
 * The body of a step that ends or decides something.
 *
 * @public
 */
export const decisionStepRequestSchema = z.strictObject({
  comment: commentSchema,
});

/** @public */
export const listDecisionsQuerySchema = z.object({
  state: queryList(decisionStateSchema),
  kind: queryList(decisionKindSchema),
  entityRef: entityRefSchema.optional(),
  framework: queryList(z.string().max(80)),
  requestedBy: entityRefSchema.optional(),
  limit: limitSchema.default(50),
  cursor: cursorSchema.optional(),
});

/** @public */
export type ListDecisionsQuery = z.input<typeof listDecisionsQuerySchema>;

/** @public */
export const listDecisionsResponseSchema = z.object({
  /** The newest request first. */
  items: z.array(decisionSchema),
  totalItems: z.number().int(),
  nextCursor: z.string().optional(),
});

/** @public */
export type ListDecisionsResponse = z.infer<typeof listDecisionsResponseSchema>;
