import { z } from 'zod';

/** Go's "no time" is the first of January of the year one. */
const NO_TIME = Date.UTC(1970);

const time = z.iso
  .datetime({
    offset: true,
    error: 'allowed is a time such as 2026-03-01T12:00:00Z',
  })
  .transform(text => new Date(text))
  .refine(at => !Number.isNaN(at.getTime()), {
    error: 'allowed is a time such as 2026-03-01T12:00:00Z',
  });

/** What notifications and the list of alerts say alike. */
const alert = z.object({
  fingerprint: z.string().min(1).max(200),
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()).default({}),
  startsAt: time,
  endsAt: time
    .transform(at => (at.getTime() > NO_TIME ? at : undefined))
    .optional(),
  generatorURL: z.string().optional(),
});

export type AlertmanagerAlert = z.output<typeof alert>;

/** `gettableAlert` of Alertmanager's OpenAPI document, version 2. */
export const listedAlertSchema = alert.extend({
  status: z.object({
    silencedBy: z.array(z.string()),
    inhibitedBy: z.array(z.string()),
  }),
});

/** `gettableSilence` of the same. */
export const listedSilenceSchema = z.object({
  id: z.string(),
  comment: z.string(),
  createdBy: z.string().default(''),
  endsAt: time,
  matchers: z
    .array(
      z.object({
        name: z.string(),
        value: z.string(),
        isRegex: z.boolean(),
        isEqual: z.boolean().default(true),
      }),
    )
    .default([]),
});

export type ListedSilence = z.output<typeof listedSilenceSchema>;

/** What Alertmanager posts to the receivers under `webhook_configs`. */
export const notificationSchema = z.object({
  version: z.literal('4', { error: "allowed is '4'" }),
  truncatedAlerts: z.number().int().min(0).default(0),
  alerts: z.array(
    alert.extend({
      status: z.enum(['firing', 'resolved'], {
        error: 'allowed are firing and resolved',
      }),
    }),
  ),
});
