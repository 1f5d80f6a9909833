import { z } from 'zod';
import {
  entityRefSchema,
  timestampSchema,
} from '@platform-ops/backstage-plugin-platform-ops-common';

/**
 * How long a silence may last, seconds: five minutes to seven days.
 *
 * @public
 */
export const SILENCE_SECONDS = { shortest: 300, longest: 604_800 } as const;

/**
 * Silences one alert: the matchers are exactly its labels, and the lack of those
 * that other alerts have beside them.
 *
 * @public
 */
export const silenceAlertRequestSchema = z.object({
  /** The entity on which the alert is seen. */
  entityRef: entityRefSchema,
  /** Id of the source. */
  source: z.string().max(100),
  fingerprint: z.string().min(1).max(255),
  seconds: z
    .number()
    .int()
    .min(SILENCE_SECONDS.shortest)
    .max(SILENCE_SECONDS.longest),
  /** Why. */
  comment: z.string().trim().min(1).max(300),
});

/** @public */
export type SilenceAlertRequest = z.input<typeof silenceAlertRequestSchema>;

/** @public */
export const silenceAlertResponseSchema = z.object({
  /** By which it is ended. */
  id: z.string(),
  until: timestampSchema,
});

/** @public */
export type SilenceAlertResponse = z.infer<typeof silenceAlertResponseSchema>;

/** @public */
export const endSilenceQuerySchema = z.object({
  /** Id of the source. */
  source: z.string().max(100),
});

/** @public */
export type EndSilenceQuery = z.input<typeof endSilenceQuerySchema>;
