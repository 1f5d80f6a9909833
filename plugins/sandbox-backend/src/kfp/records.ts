import { z } from 'zod';

const tagsSchema = z.record(z.string(), z.string());

const versionRecordSchema = z.object({
  id: z.string(),
  name: z.string(),
  displayName: z.string(),
  description: z.string(),
  codeSourceUrl: z.string().optional(),
  tags: tagsSchema,
  createdAt: z.number(),
  /** Of its specification. */
  spec: z.string(),
});

const pipelineRecordSchema = z.object({
  id: z.string(),
  name: z.string(),
  displayName: z.string(),
  description: z.string(),
  namespace: z.string(),
  tags: tagsSchema,
  createdAt: z.number(),
  versions: z.array(versionRecordSchema),
});

const experimentRecordSchema = z.object({
  id: z.string(),
  displayName: z.string(),
  description: z.string(),
  namespace: z.string(),
  createdAt: z.number(),
});

const runRecordSchema = z.object({
  id: z.string(),
  displayName: z.string(),
  description: z.string(),
  experimentId: z.string(),
  /** Missing where the run brought its own specification. */
  version: z
    .object({ pipelineId: z.string(), versionId: z.string() })
    .optional(),
  spec: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  pipelineRoot: z.string().optional(),
  serviceAccount: z.string(),
  pluginsInput: z.record(z.string(), z.unknown()).optional(),
  createdAt: z.number(),
  terminatedAt: z.number().optional(),
  archived: z.boolean(),
});

/**
 * All that Kubeflow Pipelines keeps. How its runs go follows from that.
 */
export const kfpRecordsSchema = z.object({
  /** How many things were made so far: ids are made of it. */
  made: z.number(),
  pipelines: z.array(pipelineRecordSchema),
  experiments: z.array(experimentRecordSchema),
  runs: z.array(runRecordSchema),
  /** What was uploaded, by its digest. */
  specs: z.record(
    z.string(),
    z.object({
      pipeline: z.record(z.string(), z.unknown()),
      platform: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
});

export type KfpRecords = z.infer<typeof kfpRecordsSchema>;
export type PipelineRecord = z.infer<typeof pipelineRecordSchema>;
export type VersionRecord = z.infer<typeof versionRecordSchema>;
export type ExperimentRecord = z.infer<typeof experimentRecordSchema>;
export type RunRecord = z.infer<typeof runRecordSchema>;
export type SpecRecord = KfpRecords['specs'][string];
