import { z } from 'zod';
import { MODEL_STAGES, STAGE_SOURCES } from '../vocabulary';
import {
  cursorSchema,
  entityRefSchema,
  limitSchema,
  observedTimeSchema,
  queryList,
  timestampSchema,
} from '@platform-ops/backstage-plugin-platform-ops-common';

/**
 * What the history across models tells: a version's stage changed, an alias
 * points to another version, a new version was registered.
 *
 * @public
 */
export const MODEL_HISTORY_KINDS = ['stage', 'alias', 'version'] as const;

/**
 * See {@link MODEL_HISTORY_KINDS}.
 *
 * @public
 */
export type ModelHistoryKind = (typeof MODEL_HISTORY_KINDS)[number];

const entryFields = {
  modelId: z.uuid(),
  /** The entity that stands for the model in the catalog. */
  entityRef: z.string(),
  /** Of the model. */
  title: z.string(),
  /** `before` is when it was seen, and by what the history is ordered. */
  time: observedTimeSchema.required({ after: true, before: true }),
};

/**
 * A change of a model that was seen to happen. What was there when the portal
 * first looked is no change.
 *
 * @public
 */
export const modelHistoryEntrySchema = z.discriminatedUnion('kind', [
  z.object({
    ...entryFields,
    kind: z.literal('stage'),
    versionId: z.uuid(),
    version: z.string(),
    from: z.enum(MODEL_STAGES).optional(),
    to: z.enum(MODEL_STAGES).optional(),
    source: z.enum(STAGE_SOURCES),
    /** Who made the change, where the registry says. */
    actor: z.string().optional(),
  }),
  z.object({
    ...entryFields,
    kind: z.literal('alias'),
    alias: z.string(),
    /** The versions that it points to; missing where it points to none. */
    from: z.string().optional(),
    to: z.string().optional(),
  }),
  z.object({
    ...entryFields,
    kind: z.literal('version'),
    versionId: z.uuid(),
    version: z.string(),
    createdBy: z.string().optional(),
  }),
]);

/** @public */
export type ModelHistoryEntry = z.infer<typeof modelHistoryEntrySchema>;

/** @public */
export const listModelHistoryQuerySchema = z.object({
  /** Seen then or later. */
  from: timestampSchema.optional(),
  /** Seen before then. */
  to: timestampSchema.optional(),
  entityRef: queryList(entityRefSchema),
  /** All kinds unless told. */
  kind: queryList(z.enum(MODEL_HISTORY_KINDS)),
  limit: limitSchema.default(50),
  cursor: cursorSchema.optional(),
});

/** @public */
export type ListModelHistoryQuery = z.input<typeof listModelHistoryQuerySchema>;

/** @public */
export const listModelHistoryResponseSchema = z.object({
  /** Those seen last come first. */
  items: z.array(modelHistoryEntrySchema),
  nextCursor: z.string().optional(),
});

/** @public */
export type ListModelHistoryResponse = z.infer<
  typeof listModelHistoryResponseSchema
>;
