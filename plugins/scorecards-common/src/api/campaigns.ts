import { z } from 'zod';
import {
  cursorSchema,
  entityRefSchema,
  limitSchema,
  queryList,
  timestampSchema,
} from '@platform-ops/backstage-plugin-platform-ops-common';
import { controlVerdictSchema } from './scorecards';

const namesSchema = z.array(z.string().min(1).max(400)).max(100);

/** @public */
export const CAMPAIGN_STATES = ['running', 'overdue', 'ended'] as const;

/** @public */
export const campaignStateSchema = z.enum(CAMPAIGN_STATES);

/** @public */
export type CampaignState = z.infer<typeof campaignStateSchema>;

/**
 * What somebody wants to be met by a date.
 *
 * @public
 */
export const startCampaignSchema = z.strictObject({
  title: z.string().trim().min(3).max(120),
  description: z.string().trim().max(4000).optional(),
  frameworkId: z.string().min(1).max(80),
  /** Ids of controls; all of them unless told. */
  controls: namesSchema.optional(),
  /** Which entities; all that the framework is asked of unless told. */
  kinds: namesSchema.optional(),
  owners: namesSchema.optional(),
  systems: namesSchema.optional(),
  /** Who leads it. */
  ownerRef: entityRefSchema,
  /** A date. */
  dueOn: z.iso.date(),
});

/** @public */
export type StartCampaign = z.input<typeof startCampaignSchema>;

/** @public */
export const campaignSchema = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string().optional(),
  frameworkId: z.string(),
  frameworkTitle: z.string(),
  controls: z.array(z.string()).optional(),
  kinds: z.array(z.string()).optional(),
  owners: z.array(z.string()).optional(),
  systems: z.array(z.string()).optional(),
  ownerRef: z.string(),
  dueOn: z.string(),
  state: campaignStateSchema,
  startedBy: z.string(),
  startedAt: timestampSchema,
  endedBy: z.string().optional(),
  endedAt: timestampSchema.optional(),
  /** Of what the caller may see: pairs of an entity and a control. */
  progress: z.object({
    entities: z.number().int(),
    total: z.number().int(),
    met: z.number().int(),
    /** How many were met when it was started. */
    metAtStart: z.number().int(),
    /** When it ended: so it was then. Missing while it goes on: so it is now. */
    countedAt: timestampSchema.optional(),
  }),
  /** Who was reminded, newest first, at most 20. */
  reminders: z.array(
    z.object({ at: timestampSchema, ownerRef: z.string(), open: z.number() }),
  ),
});

/** @public */
export type Campaign = z.infer<typeof campaignSchema>;

/** @public */
export const listCampaignsQuerySchema = z.object({
  state: queryList(campaignStateSchema),
  framework: queryList(z.string().max(80)),
});

/** @public */
export const listCampaignsResponseSchema = z.object({
  /** The first to be due first; at most 200. */
  items: z.array(campaignSchema),
});

/** @public */
export type ListCampaignsResponse = z.infer<typeof listCampaignsResponseSchema>;

/** @public */
export const campaignEntitiesQuerySchema = z.object({
  /** `open` leaves out what is met. */
  show: z.enum(['open', 'all']).default('open'),
  limit: limitSchema.default(50),
  cursor: cursorSchema.optional(),
});

/** @public */
export const campaignEntitiesResponseSchema = z.object({
  items: z.array(
    z.object({
      entityRef: z.string(),
      title: z.string(),
      owner: z.string().optional(),
      met: z.number().int(),
      total: z.number().int(),
      open: z.array(controlVerdictSchema),
    }),
  ),
  totalItems: z.number().int(),
  nextCursor: z.string().optional(),
});

/** @public */
export type CampaignEntitiesResponse = z.infer<
  typeof campaignEntitiesResponseSchema
>;
