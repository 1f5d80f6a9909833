import { z } from 'zod';
import {
  entityRefSchema,
  timestampSchema,
} from '@platform-ops/backstage-plugin-platform-ops-common';

/** @public */
export const PIPELINE_SOURCE_TYPES = ['kfp', 'trainjob', 'ci'] as const;

/** @public */
export const pipelineSourceTypeSchema = z.enum(PIPELINE_SOURCE_TYPES);

/** @public */
export type PipelineSourceType = z.infer<typeof pipelineSourceTypeSchema>;

/** @public */
export const RUN_STATES = [
  'pending',
  'running',
  'succeeded',
  'failed',
  'skipped',
  'canceled',
  'unknown',
] as const;

/** @public */
export const runStateSchema = z.enum(RUN_STATES);

/** @public */
export type RunState = z.infer<typeof runStateSchema>;

/**
 * Where runs are read from, and how it stands.
 *
 * @public
 */
export const pipelineSourceSchema = z.object({
  /** E.g. `kfp:sandbox/chest-xray`. */
  id: z.string(),
  type: pipelineSourceTypeSchema,
  title: z.string(),
  /** Of `failing` the runs are those of the last good answer. */
  state: z.enum(['ok', 'failing', 'unknown']),
  /** In a sentence without its end. */
  error: z.string().optional(),
  /** Of the last good answer. */
  observedAt: timestampSchema.optional(),
});

/** @public */
export type PipelineSource = z.infer<typeof pipelineSourceSchema>;

/** @public */
export const runStepSchema = z.object({
  name: z.string(),
  state: runStateSchema,
  startedAt: timestampSchema.optional(),
  finishedAt: timestampSchema.optional(),
  message: z.string().optional(),
});

/** @public */
export type RunStep = z.infer<typeof runStepSchema>;

/** @public */
export const pipelineRunSchema = z.object({
  id: z.string(),
  /** Id of the source. */
  source: z.string(),
  type: pipelineSourceTypeSchema,
  title: z.string(),
  state: runStateSchema,
  startedAt: timestampSchema.optional(),
  finishedAt: timestampSchema.optional(),
  /** 0..1. */
  progress: z.number().min(0).max(1).optional(),
  /** Of its page in the system that runs it. */
  url: z.string().optional(),
  /** Why it failed. */
  message: z.string().optional(),
  mlflowRun: z
    .object({
      experimentId: z.string(),
      runId: z.string(),
      url: z.string().optional(),
    })
    .optional(),
  steps: z.array(runStepSchema),
  parameters: z.record(z.string(), z.json()),
  metrics: z.record(z.string(), z.number()),
});

/** @public */
export type PipelineRun = z.infer<typeof pipelineRunSchema>;

/** @public */
export const pipelinesQuerySchema = z.object({ entityRef: entityRefSchema });

/** @public */
export const pipelinesResponseSchema = z.object({
  sources: z.array(pipelineSourceSchema),
  /** Newest first, at most 50. */
  runs: z.array(pipelineRunSchema),
});

/** @public */
export type PipelinesResponse = z.infer<typeof pipelinesResponseSchema>;
