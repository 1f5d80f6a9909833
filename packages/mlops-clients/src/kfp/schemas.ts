import { z } from 'zod';

/**
 * Answers of the API v2beta1, as far as they are read. Every field is optional
 * in the contract; those without which an answer means nothing are not here.
 */
const dateSchema = z.string().optional();

const statusSchema = z.object({ message: z.string().optional() });

export const pipelineSchema = z.object({
  pipeline_id: z.string().min(1),
  name: z.string().optional(),
  display_name: z.string().optional(),
  description: z.string().optional(),
  created_at: dateSchema,
});

export const pipelineVersionSchema = z.object({
  pipeline_id: z.string().min(1),
  pipeline_version_id: z.string().min(1),
  name: z.string().optional(),
  display_name: z.string().optional(),
  created_at: dateSchema,
  code_source_url: z.string().optional(),
});

export const experimentSchema = z.object({
  experiment_id: z.string().min(1),
  display_name: z.string().optional(),
});

const taskSchema = z.object({
  task_id: z.string().optional(),
  display_name: z.string().optional(),
  state: z.string().optional(),
  start_time: dateSchema,
  end_time: dateSchema,
  error: statusSchema.optional(),
  parent_task_id: z.string().optional(),
});

export const runSchema = z.object({
  run_id: z.string().min(1),
  experiment_id: z.string().optional(),
  display_name: z.string().optional(),
  state: z.string().optional(),
  created_at: dateSchema,
  finished_at: dateSchema,
  error: statusSchema.optional(),
  pipeline_version_reference: z
    .object({
      pipeline_id: z.string().optional(),
      pipeline_version_id: z.string().optional(),
    })
    .optional(),
  runtime_config: z
    .object({ parameters: z.record(z.string(), z.unknown()).optional() })
    .optional(),
  run_details: z
    .object({ task_details: z.array(taskSchema).optional() })
    .optional(),
  plugins_output: z
    .record(
      z.string(),
      z.object({
        state: z.string().optional(),
        state_message: z.string().optional(),
        entries: z
          .record(z.string(), z.object({ value: z.unknown() }))
          .optional(),
      }),
    )
    .optional(),
});

export const pipelinesPageSchema = z.object({
  pipelines: z.array(pipelineSchema).default([]),
  next_page_token: z.string().optional(),
});

export const pipelineVersionsPageSchema = z.object({
  pipeline_versions: z.array(pipelineVersionSchema).default([]),
  next_page_token: z.string().optional(),
});

export const experimentsPageSchema = z.object({
  experiments: z.array(experimentSchema).default([]),
  next_page_token: z.string().optional(),
});

export const runsPageSchema = z.object({
  runs: z.array(runSchema).default([]),
  next_page_token: z.string().optional(),
});
