import { z } from 'zod';
import { MODEL_STAGES, STAGE_SOURCES } from '../vocabulary';
import {
  cursorSchema,
  limitSchema,
  observedTimeSchema,
  queryList,
  timestampSchema,
} from '@platform-ops/backstage-plugin-platform-ops-common';

/**
 * Data that a version's run read or was measured on.
 *
 * @public
 */
export const versionDatasetSchema = z.object({
  name: z.string(),
  digest: z.string().optional(),
  /** What it was used for, e.g. `training`, `validation`, `test`. */
  split: z.string().optional(),
  source: z.string().optional(),
  /** The Dataset entity that stands for it. */
  entityRef: z.string().optional(),
});

/** @public */
export type VersionDataset = z.infer<typeof versionDatasetSchema>;

/**
 * One measured figure of a version.
 *
 * @public
 */
export const versionMetricSchema = z.object({
  name: z.string(),
  /** Missing where the registry holds NaN or an infinity. */
  value: z.number().optional(),
  /** On what it was measured, where that is known. */
  dataset: versionDatasetSchema
    .pick({ name: true, digest: true, split: true })
    .optional(),
  /** How many examples it was measured on, where that is known. */
  n: z.number().int().optional(),
  measuredAt: timestampSchema.optional(),
});

/** @public */
export type VersionMetric = z.infer<typeof versionMetricSchema>;

/**
 * One version of a model.
 *
 * @public
 */
export const modelVersionSchema = z.object({
  id: z.uuid(),
  modelId: z.uuid(),
  version: z.string(),
  stage: z.enum(MODEL_STAGES).optional(),
  stageSource: z.enum(STAGE_SOURCES).optional(),
  stageSince: observedTimeSchema.optional(),
  aliases: z.array(z.string()),
  /** What the registry says of it, e.g. `ready`, `pending`, `failed`. */
  status: z.enum(['ready', 'pending', 'failed', 'unknown']),
  statusMessage: z.string().optional(),
  description: z.string().optional(),
  createdAt: timestampSchema.optional(),
  createdBy: z.string().optional(),
  updatedAt: timestampSchema.optional(),
  firstSeenAt: timestampSchema,
  /** Set once the registry no longer has it. */
  deletedAt: timestampSchema.optional(),
  /** What the registry calls the artefact by: its address, or a name of it. */
  artifactUri: z.string().optional(),
  /** Where its files lie, where `artifactUri` only names it. */
  artifactLocation: z.string().optional(),
  artifactDigest: z.string().optional(),
  /** The run that made it. */
  runId: z.string().optional(),
  runUrl: z.string().optional(),
  uiUrl: z.string().optional(),
  /** How client code names it, e.g. `models:/churn/3`. */
  clientUri: z.string().optional(),
  tags: z.record(z.string(), z.string()),
  parameters: z.record(z.string(), z.string()),
  metrics: z.array(versionMetricSchema),
  datasets: z.array(versionDatasetSchema),
  /** Columns or tensors that go in and come out, in the registry's words. */
  signature: z
    .object({ inputs: z.string().optional(), outputs: z.string().optional() })
    .optional(),
});

/** @public */
export type ModelVersion = z.infer<typeof modelVersionSchema>;

/** @public */
export const VERSION_SORT_FIELDS = ['version', 'createdAt', 'stage'] as const;

/** @public */
export const listVersionsQuerySchema = z.object({
  /** Words in version, alias, description, creator, run or tags. */
  query: z.string().max(200).optional(),
  /** Names that the registry gave them, exactly. */
  version: queryList(z.string().min(1).max(255)),
  stage: queryList(z.enum([...MODEL_STAGES, 'none'])),
  sort: z.enum(VERSION_SORT_FIELDS).default('version'),
  order: z.enum(['asc', 'desc']).default('desc'),
  limit: limitSchema.default(25),
  cursor: cursorSchema.optional(),
});

/** @public */
export type ListVersionsQuery = z.input<typeof listVersionsQuerySchema>;

/** @public */
export const listVersionsResponseSchema = z.object({
  items: z.array(modelVersionSchema),
  totalItems: z.number().int(),
  nextCursor: z.string().optional(),
});

/** @public */
export type ListVersionsResponse = z.infer<typeof listVersionsResponseSchema>;

/**
 * Two to ten versions, named by their number or name in the registry.
 *
 * @public
 */
export const compareVersionsQuerySchema = z.object({
  versions: z
    .string()
    .max(2000)
    .transform(value => value.split(',').filter(Boolean))
    .pipe(z.array(z.string()).min(2).max(10)),
});

/**
 * A metric side by side. `comparable` only where every version that has it was
 * measured on the same dataset digest and split.
 *
 * @public
 */
export const comparedMetricSchema = z.object({
  name: z.string(),
  comparable: z.boolean(),
  /** Why not, in words. */
  reason: z.string().optional(),
  better: z.enum(['higher', 'lower', 'unknown']),
  /** In the order of `versions`; `null` where a version lacks it. */
  values: z.array(versionMetricSchema.nullable()),
  /** Positions of the better side; empty where nothing can be said. */
  best: z.array(z.number().int()),
});

/** @public */
export type ComparedMetric = z.infer<typeof comparedMetricSchema>;

/** @public */
export const comparedParameterSchema = z.object({
  name: z.string(),
  values: z.array(z.string().nullable()),
  differs: z.boolean(),
});

/** @public */
export type ComparedParameter = z.infer<typeof comparedParameterSchema>;

/** @public */
export const versionComparisonSchema = z.object({
  versions: z.array(modelVersionSchema),
  metrics: z.array(comparedMetricSchema),
  /** Those that differ first. */
  parameters: z.array(comparedParameterSchema),
});

/** @public */
export type VersionComparison = z.infer<typeof versionComparisonSchema>;

/**
 * One entry of the append-only stage history.
 *
 * @public
 */
export const stageChangeSchema = z.object({
  /** Rises by one with each entry of the portal's history. */
  sequence: z.number().int(),
  modelId: z.uuid(),
  versionId: z.uuid(),
  version: z.string(),
  from: z.enum(MODEL_STAGES).optional(),
  to: z.enum(MODEL_STAGES).optional(),
  source: z.enum(STAGE_SOURCES),
  /** Who made the change, where the registry says. */
  actor: z.string().optional(),
  time: observedTimeSchema,
});

/** @public */
export type StageChange = z.infer<typeof stageChangeSchema>;

/** @public */
export const listStageHistoryQuerySchema = z.object({
  versionId: z.uuid().optional(),
  limit: limitSchema.default(50),
  cursor: cursorSchema.optional(),
});

/** @public */
export const listStageHistoryResponseSchema = z.object({
  /** Newest first. */
  items: z.array(stageChangeSchema),
  nextCursor: z.string().optional(),
});

/** @public */
export type ListStageHistoryResponse = z.infer<
  typeof listStageHistoryResponseSchema
>;
