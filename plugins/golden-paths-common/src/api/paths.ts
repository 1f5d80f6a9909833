import { z } from 'zod';
import {
  cursorSchema,
  entityRefSchema,
  limitSchema,
} from '@platform-ops/backstage-plugin-platform-ops-common';

/**
 * A template that is a golden path. Entities are counted of those that the
 * caller may see.
 *
 * @public
 */
export const goldenPathSchema = z.object({
  templateRef: z.string(),
  title: z.string(),
  description: z.string().optional(),
  version: z.string(),
  minutes: z.number().optional(),
  /** `<framework>/<control>`. */
  controls: z.array(z.string()),
  /** How many entities came from it. */
  entities: z.number().int(),
  /** How many of them came from an older version. */
  behind: z.number().int(),
  /** How many of them have a version that cannot be compared; missing where none. */
  unknown: z.number().int().optional(),
  /** Why its version cannot be compared, where it cannot. */
  problem: z.string().optional(),
});

/** @public */
export type GoldenPath = z.infer<typeof goldenPathSchema>;

/** @public */
export const listPathsResponseSchema = z.object({
  items: z.array(goldenPathSchema),
});

/** @public */
export type ListPathsResponse = z.infer<typeof listPathsResponseSchema>;

/**
 * The path and version that an entity came from.
 *
 * @public
 */
export const entityPathSchema = z.object({
  entityRef: z.string(),
  title: z.string(),
  /** Ref of the group or user. */
  owner: z.string().optional(),
  templateRef: z.string(),
  /** As it is written; empty where none is. */
  version: z.string(),
  /**
   * Missing where the path is no longer in the catalog, or not to be seen, or
   * the versions cannot be compared: then it is not known to be up to date.
   */
  latest: z.string().optional(),
  isBehind: z.boolean(),
  /** Why it is not known to be behind or up to date, where it is not. */
  problem: z.string().optional(),
});

/** @public */
export type EntityPath = z.infer<typeof entityPathSchema>;

/** @public */
export const entityPathsQuerySchema = z.object({ entityRef: entityRefSchema });

/** @public */
export const entityPathsResponseSchema = z.object({
  /** None or one. */
  items: z.array(entityPathSchema),
});

/** @public */
export type EntityPathsResponse = z.infer<typeof entityPathsResponseSchema>;

/** @public */
export const entitiesBehindQuerySchema = z.object({
  limit: limitSchema.default(50),
  cursor: cursorSchema.optional(),
});

/** @public */
export type EntitiesBehindQuery = z.input<typeof entitiesBehindQuerySchema>;

/** @public */
export const entitiesBehindResponseSchema = z.object({
  /** By title. */
  items: z.array(entityPathSchema),
  totalItems: z.number().int(),
  nextCursor: z.string().optional(),
});

/** @public */
export type EntitiesBehindResponse = z.infer<
  typeof entitiesBehindResponseSchema
>;

/** @public */
export const fileChangeSchema = z.object({
  path: z.string(),
  change: z.enum(['added', 'removed', 'changed']),
  /** Text in the repository; missing for what is added, or no text. */
  before: z.string().optional(),
  /** Text from the newer version; missing for what is removed, or no text. */
  after: z.string().optional(),
  /** Unified; empty where a side is no text, or too large. */
  patch: z.string(),
  /**
   * Whether people changed it since the path wrote it; missing where the
   * repository does not record what the path wrote.
   */
  isEdited: z.boolean().optional(),
});

/** @public */
export type FileChange = z.infer<typeof fileChangeSchema>;

/**
 * What the newest version of its path would change in the repository of an
 * entity, with the parameters that it was made with.
 *
 * @public
 */
export const pathDifferenceSchema = z.object({
  entityRef: z.string(),
  templateRef: z.string(),
  /** Versions. */
  from: z.string(),
  to: z.string(),
  /**
   * Whether the repository records the files that the path wrote. Without it,
   * files that are gone from the path are not known, and what people changed is
   * not told from what the path changed.
   */
  isRecorded: z.boolean().optional(),
  /** By path; without those that are alike. */
  files: z.array(fileChangeSchema),
});

/** @public */
export type PathDifference = z.infer<typeof pathDifferenceSchema>;

/** @public */
export const pathDifferenceQuerySchema = z.object({
  entityRef: entityRefSchema,
});
