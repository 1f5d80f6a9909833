import { z } from 'zod';
import {
  DATA_CLASSIFICATIONS,
  MATERIALITIES,
  MODEL_STAGES,
  MODEL_TYPES,
  RISK_TIERS,
  STAGE_SOURCES,
} from '../vocabulary';
import {
  cursorSchema,
  limitSchema,
  observedTimeSchema,
  queryList,
  timestampSchema,
} from '@platform-ops/backstage-plugin-platform-ops-common';

/** @public */
export const modelStageSchema = z.enum(MODEL_STAGES);

/**
 * The version that holds a stage, on the row of a model.
 *
 * @public
 */
export const stagedVersionSchema = z.object({
  id: z.uuid(),
  version: z.string(),
  stage: modelStageSchema,
  source: z.enum(STAGE_SOURCES),
  since: observedTimeSchema.optional(),
});

/** @public */
export type StagedVersion = z.infer<typeof stagedVersionSchema>;

/** @public */
export const modelAliasSchema = z.object({
  alias: z.string(),
  version: z.string(),
});

/** @public */
export type ModelAlias = z.infer<typeof modelAliasSchema>;

/**
 * How a hand-written entity stands to the model:
 * `none` nobody claims it, `claimed` the entity describes it, `rejected` an
 * entity tries to and may not.
 *
 * @public
 */
export const claimStateSchema = z.enum(['none', 'claimed', 'rejected']);

/**
 * One row of the models list.
 *
 * @public
 */
export const modelSummarySchema = z.object({
  id: z.uuid(),
  registryId: z.string(),
  /** The name in the registry, exactly. */
  nativeName: z.string(),
  /** The entity that stands for it in the catalog. */
  entityRef: z.string(),
  title: z.string(),
  /** First sentence of the description. */
  purpose: z.string().optional(),
  /** Missing where nobody said it. */
  type: z.enum(MODEL_TYPES).optional(),
  task: z.string().optional(),
  framework: z.string().optional(),
  /** Entity ref; missing where nobody is named. */
  owner: z.string().optional(),
  /** Entity ref. */
  system: z.string().optional(),
  license: z.string().optional(),
  riskTier: z.enum(RISK_TIERS).optional(),
  materiality: z.enum(MATERIALITIES).optional(),
  dataClassification: z.array(z.enum(DATA_CLASSIFICATIONS)),
  /** Versions that hold a stage, highest stage first, at most ten. */
  stagedVersions: z.array(stagedVersionSchema),
  aliases: z.array(modelAliasSchema),
  versionCount: z.number().int(),
  latestVersion: z.string().optional(),
  createdAt: timestampSchema.optional(),
  /** When the registry says that the model changed last. */
  updatedAt: timestampSchema.optional(),
  /** When the portal first saw it. */
  firstSeenAt: timestampSchema,
  /** When the portal last read it. */
  lastSyncedAt: timestampSchema,
  /** Its registry has not answered for longer than `models.staleAfter`. */
  stale: z.boolean(),
  claim: z.object({
    state: claimStateSchema,
    /** Who claims, where it is not `entityRef` itself. */
    claimedBy: z.string().optional(),
    /** Why a claim does not count. */
    reason: z.string().optional(),
  }),
  /** Opens the model in the registry's own pages. */
  uiUrl: z.string().optional(),
  /** Rises with each change of the row. */
  revision: z.number().int(),
});

/** @public */
export type ModelSummary = z.infer<typeof modelSummarySchema>;

/**
 * A model in full.
 *
 * @public
 */
export const modelSchema = modelSummarySchema.extend({
  /** Markdown as the registry holds it. Untrusted. */
  description: z.string().optional(),
  tags: z.record(z.string(), z.string()),
  modality: z.array(z.string()),
  baseModels: z.array(z.string()),
  /** Entity refs. */
  derivedFrom: z.array(z.string()),
  /** Entity refs. */
  trainedOn: z.array(z.string()),
  intendedUse: z.string().optional(),
  limitations: z.string().optional(),
  /**
   * What the registry gave as a data classification and is none of the known
   * ones, shortened.
   */
  unrecognisedClassification: z.string().optional(),
  /** What was wrong with fields read from the registry, in words. */
  problems: z.array(z.string()),
});

/** @public */
export type Model = z.infer<typeof modelSchema>;

const text = z.string().min(1).max(500);

/**
 * What to show of the models; values of one field are alternatives.
 *
 * @public
 */
export const modelFilterSchema = z.object({
  /** Words that stand in title, name, purpose, task or framework. */
  query: z.string().max(200).optional(),
  entityRef: queryList(text),
  /** `<registry>/<native name>`, exactly as the registry spells it. */
  registryRef: queryList(z.string().min(3).max(2200)),
  registry: queryList(text),
  task: queryList(text),
  framework: queryList(text),
  /** `none` finds models of which no version holds a stage. */
  stage: queryList(z.enum([...MODEL_STAGES, 'none'])),
  /** Entity refs; `none` finds models without an owner. */
  owner: queryList(text),
  system: queryList(text),
  riskTier: queryList(z.enum([...RISK_TIERS, 'none'])),
  license: queryList(text),
  dataClassification: queryList(z.enum(DATA_CLASSIFICATIONS)),
  stale: z.enum(['true', 'false']).optional(),
});

/** @public */
export type ModelFilter = z.infer<typeof modelFilterSchema>;

/** @public */
export const MODEL_SORT_FIELDS = [
  'title',
  'updatedAt',
  'stage',
  'riskTier',
  'owner',
  'versionCount',
] as const;

/** @public */
export const listModelsQuerySchema = modelFilterSchema.extend({
  sort: z.enum(MODEL_SORT_FIELDS).default('title'),
  order: z.enum(['asc', 'desc']).default('asc'),
  limit: limitSchema.default(25),
  cursor: cursorSchema.optional(),
});

/** @public */
export type ListModelsQuery = z.input<typeof listModelsQuerySchema>;

/** @public */
export const listModelsResponseSchema = z.object({
  items: z.array(modelSummarySchema),
  totalItems: z.number().int(),
  nextCursor: z.string().optional(),
});

/** @public */
export type ListModelsResponse = z.infer<typeof listModelsResponseSchema>;

/**
 * Up to 200 models by the refs of their entities.
 *
 * @public
 */
export const modelsByRefsRequestSchema = z.object({
  entityRefs: z.array(text).min(1).max(200),
});

/**
 * In the order of the request; `null` where there is no such model or the
 * reader may not see it.
 *
 * @public
 */
export const modelsByRefsResponseSchema = z.object({
  items: z.array(modelSummarySchema.nullable()),
});

/** @public */
export type ModelsByRefsResponse = z.infer<typeof modelsByRefsResponseSchema>;

/** @public */
export const facetValueSchema = z.object({
  /** `none` stands for models that lack the field. */
  value: z.string(),
  count: z.number().int(),
});

/**
 * Counts for the filters beside the list. Each field is counted under the
 * filters on all the other fields.
 *
 * @public
 */
export const modelFacetsResponseSchema = z.object({
  stage: z.array(facetValueSchema),
  task: z.array(facetValueSchema),
  framework: z.array(facetValueSchema),
  owner: z.array(facetValueSchema),
  system: z.array(facetValueSchema),
  riskTier: z.array(facetValueSchema),
  license: z.array(facetValueSchema),
  registry: z.array(facetValueSchema),
  stale: z.array(facetValueSchema),
});

/** @public */
export type ModelFacetsResponse = z.infer<typeof modelFacetsResponseSchema>;
