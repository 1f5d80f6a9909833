import { z } from 'zod';
import {
  limitSchema,
  timestampSchema,
} from '@platform-ops/backstage-plugin-platform-ops-common';
import { modelSchema } from './models';
import { DATA_CLASSIFICATIONS } from '../vocabulary';

/**
 * A dataset that versions in a registry were trained or measured on.
 *
 * @public
 */
export const registryDatasetSchema = z.object({
  registryId: z.string(),
  nativeName: z.string(),
  entityRef: z.string(),
  title: z.string(),
  source: z.string().optional(),
  sourceType: z.string().optional(),
  dataClassification: z.array(z.enum(DATA_CLASSIFICATIONS)),
  firstSeenAt: timestampSchema,
});

/** @public */
export type RegistryDataset = z.infer<typeof registryDatasetSchema>;

/**
 * Whether the catalog shall hold a generated entity, and what it says.
 * `present` is false for what was deleted and for models that a hand-written
 * entity has claimed.
 *
 * @public
 */
export const catalogChangeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('model'),
    revision: z.number().int(),
    registryId: z.string(),
    /** The name in the registry, exactly. */
    nativeName: z.string(),
    /** The ref of the generated entity, which a claim leaves as it was. */
    generatedRef: z.string(),
    present: z.boolean(),
    etag: z.string(),
    model: modelSchema.optional(),
  }),
  z.object({
    kind: z.literal('dataset'),
    revision: z.number().int(),
    registryId: z.string(),
    generatedRef: z.string(),
    present: z.boolean(),
    etag: z.string(),
    dataset: registryDatasetSchema.optional(),
  }),
]);

/** @public */
export type CatalogChange = z.infer<typeof catalogChangeSchema>;

/** @public */
export const listChangesQuerySchema = z.object({
  registry: z.string().min(1).max(100),
  /** Only what changed after this revision; 0 gives everything present. */
  after: z.coerce.number().int().min(0).default(0),
  limit: limitSchema.default(500),
});

/** @public */
export type ListChangesQuery = z.input<typeof listChangesQuerySchema>;

/** @public */
export const listChangesResponseSchema = z.object({
  /** In the order of their revisions. */
  items: z.array(catalogChangeSchema),
  /** Ask again with this as `after`. */
  revision: z.number().int(),
  hasMore: z.boolean(),
  /** False until the registry was once read in full: absence says nothing yet. */
  complete: z.boolean(),
});

/** @public */
export type ListChangesResponse = z.infer<typeof listChangesResponseSchema>;
