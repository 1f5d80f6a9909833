import { z } from 'zod';
import {
  cursorSchema,
  entityRefSchema,
  limitSchema,
  queryList,
  timestampSchema,
} from '@platform-ops/backstage-plugin-platform-ops-common';
import { concernedControlSchema } from './decisions';

/** @public */
export const ATTESTATION_STATES = [
  'valid',
  'expired',
  'withdrawn',
  'replaced',
] as const;

/** @public */
export const attestationStateSchema = z.enum(ATTESTATION_STATES);

/** @public */
export type AttestationState = z.infer<typeof attestationStateSchema>;

/**
 * What a person stated about a control of an entity.
 *
 * @public
 */
export const attestationSchema = concernedControlSchema.extend({
  id: z.string(),
  state: attestationStateSchema,
  statement: z.string(),
  evidenceUrl: z.string().optional(),
  signedBy: z.string(),
  signedAt: timestampSchema,
  expiresAt: timestampSchema,
  endedBy: z.string().optional(),
  endedAt: timestampSchema.optional(),
  endReason: z.string().optional(),
  may: z.array(z.enum(['withdraw', 'renew'])),
});

/** @public */
export type Attestation = z.infer<typeof attestationSchema>;

/** @public */
export const signAttestationSchema = z.strictObject({
  entityRef: entityRefSchema,
  frameworkId: z.string().min(1).max(80),
  controlId: z.string().min(1).max(80),
  /** What is stated; at least 10 characters. */
  statement: z.string().trim().min(10).max(4000),
  /** Where the evidence is, https. */
  evidenceUrl: z
    .url({ protocol: /^https$/ })
    .max(2000)
    .optional(),
  /** At most, and unless told, as long as the control allows. */
  validForDays: z.number().int().min(1).max(3660).optional(),
});

/** @public */
export type SignAttestation = z.input<typeof signAttestationSchema>;

/** @public */
export const listAttestationsQuerySchema = z.object({
  state: queryList(attestationStateSchema),
  entityRef: entityRefSchema.optional(),
  framework: queryList(z.string().max(80)),
  signedBy: entityRefSchema.optional(),
  limit: limitSchema.default(50),
  cursor: cursorSchema.optional(),
});

/** @public */
export type ListAttestationsQuery = z.input<typeof listAttestationsQuerySchema>;

/** @public */
export const listAttestationsResponseSchema = z.object({
  /** The newest first. */
  items: z.array(attestationSchema),
  totalItems: z.number().int(),
  nextCursor: z.string().optional(),
});

/** @public */
export type ListAttestationsResponse = z.infer<
  typeof listAttestationsResponseSchema
>;

/**
 * A control that waits for somebody's statement.
 *
 * @public
 */
export const wantedAttestationSchema = concernedControlSchema.extend({
  /** What the person states. */
  asks: z.string(),
  validForDays: z.number().int(),
  /** It is asked for as a decision of the kind `statement`. */
  fourEyes: z.boolean().optional(),
  /** When what was stated before ends, or ended. */
  expiresAt: timestampSchema.optional(),
});

/** @public */
export type WantedAttestation = z.infer<typeof wantedAttestationSchema>;

/**
 * How far the statements about a control are, of what the caller owns.
 *
 * @public
 */
export const wantedControlSchema = z.object({
  frameworkId: z.string(),
  controlId: z.string(),
  /** Above the entity, one statement is inherited by all below it. */
  metAt: z.enum(['organisation', 'cluster', 'system', 'entity']),
  wanted: z.number().int(),
  /** Those whose statement holds, and is not about to end. */
  stated: z.number().int(),
});

/** @public */
export type WantedControl = z.infer<typeof wantedControlSchema>;

/** @public */
export const listWantedAttestationsResponseSchema = z.object({
  /** What ended or ends first comes first; at most 500. */
  items: z.array(wantedAttestationSchema),
  totalItems: z.number().int(),
  /** All controls of which something is wanted, also beyond the 500. */
  controls: z.array(wantedControlSchema),
});

/** @public */
export type ListWantedAttestationsResponse = z.infer<
  typeof listWantedAttestationsResponseSchema
>;

/**
 * The text of a control whose source is unverified, read and accepted by
 * somebody; only then it gates.
 *
 * @public
 */
export const acceptanceSchema = z.object({
  acceptedBy: z.string(),
  acceptedAt: timestampSchema,
  comment: z.string(),
});

/** @public */
export type Acceptance = z.infer<typeof acceptanceSchema>;

/** @public */
export const acceptTextSchema = z.strictObject({
  frameworkId: z.string().min(1).max(80),
  controlId: z.string().min(1).max(80),
  /** What it was compared with; at least 10 characters. */
  comment: z.string().trim().min(10).max(4000),
});

/** @public */
export type AcceptText = z.input<typeof acceptTextSchema>;
