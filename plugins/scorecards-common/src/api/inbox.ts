import { z } from 'zod';
import { timestampSchema } from '@platform-ops/backstage-plugin-platform-ops-common';
import { wantedAttestationSchema } from './attestations';
import {
  concernedControlSchema,
  DECISION_KINDS,
  decisionSchema,
} from './decisions';

/**
 * What is about to end.
 *
 * @public
 */
export const expiringSchema = concernedControlSchema.extend({
  id: z.string(),
  /** An attestation, or the kind of the decision. */
  kind: z.enum(['attestation', ...DECISION_KINDS]),
  expiresAt: timestampSchema,
});

/** @public */
export type Expiring = z.infer<typeof expiringSchema>;

/**
 * What waits for the caller, 50 of each at most.
 *
 * @public
 */
export const inboxSchema = z.object({
  /** What others asked for and the caller may decide, the oldest first. */
  toDecide: z.array(decisionSchema),
  /** What the caller asked for and nobody has decided yet. */
  requested: z.array(decisionSchema),
  /** Of what the caller owns or signed, the first to end first. */
  expiring: z.array(expiringSchema),
  /** Of what the caller owns. */
  toAttest: z.array(wantedAttestationSchema),
  /** How many there are of each. */
  totals: z.object({
    toDecide: z.number().int(),
    requested: z.number().int(),
    expiring: z.number().int(),
    toAttest: z.number().int(),
    /** Those of `toAttest` whose framework nobody has to follow. */
    toAttestVoluntary: z.number().int(),
  }),
});

/** @public */
export type Inbox = z.infer<typeof inboxSchema>;
