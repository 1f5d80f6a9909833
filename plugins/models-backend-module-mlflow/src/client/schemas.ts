import { z } from 'zod';

/**
 * What the answers must hold; the rest is kept, for fingerprints see it too.
 * MLflow leaves out empty lists and, now and then, empty fields; some servers
 * send 64-bit numbers as strings.
 */
const int64 = z
  .union([z.number(), z.string().regex(/^-?\d+$/)])
  .transform(Number)
  .optional();

const text = z.string().nullish();

const tags = z
  .array(z.object({ key: z.string(), value: z.string().default('') }))
  .default([]);

/** NaN comes as a string. */
const metricValue = z.union([z.number(), z.string()]).optional();

export const modelVersionSchema = z.looseObject({
  name: z.string(),
  version: z.union([z.string(), z.number()]).transform(String),
  creation_timestamp: int64,
  last_updated_timestamp: int64,
  user_id: text,
  current_stage: text,
  description: text,
  source: text,
  run_id: text,
  run_link: text,
  status: text,
  status_message: text,
  model_id: text,
  tags,
});

export const registeredModelSchema = z.looseObject({
  name: z.string(),
  creation_timestamp: int64,
  last_updated_timestamp: int64,
  description: text,
  tags,
  aliases: z
    .array(
      z.object({
        alias: z.string(),
        version: z.union([z.string(), z.number()]).transform(String),
      }),
    )
    .default([]),
  latest_versions: z.array(z.looseObject({})).default([]),
});

const metric = z.object({
  key: z.string(),
  value: metricValue,
  timestamp: int64,
  step: int64,
  dataset_name: text,
  dataset_digest: text,
});

const parameters = z
  .array(z.object({ key: z.string(), value: z.string().default('') }))
  .default([]);

export const runSchema = z.object({
  info: z.object({
    run_id: z.string(),
    experiment_id: z.string(),
    user_id: text,
  }),
  data: z
    .object({
      metrics: z.array(metric).default([]),
      params: parameters,
      tags,
    })
    .default({ metrics: [], params: [], tags: [] }),
  inputs: z
    .object({
      dataset_inputs: z
        .array(
          z.object({
            tags,
            dataset: z.object({
              name: z.string(),
              digest: text,
              source_type: text,
              source: text,
            }),
          }),
        )
        .default([]),
    })
    .default({ dataset_inputs: [] }),
});

export const loggedModelSchema = z.object({
  info: z.object({ model_id: z.string(), artifact_uri: z.string().nullish() }),
  data: z
    .object({ metrics: z.array(metric).default([]), params: parameters })
    .default({ metrics: [], params: [] }),
});

const nextPageToken = z.string().optional();

export const registeredModelsPageSchema = z.object({
  registered_models: z.array(registeredModelSchema).default([]),
  next_page_token: nextPageToken,
});

export const registeredModelAnswerSchema = z.object({
  registered_model: registeredModelSchema,
});

export const modelVersionsPageSchema = z.object({
  model_versions: z.array(modelVersionSchema).default([]),
  next_page_token: nextPageToken,
});

export const experimentsPageSchema = z.object({
  experiments: z.array(z.object({ experiment_id: z.string() })).default([]),
  next_page_token: nextPageToken,
});

export const runsPageSchema = z.object({
  runs: z.array(runSchema).default([]),
  next_page_token: nextPageToken,
});

export const runAnswerSchema = z.object({ run: runSchema });

export const loggedModelsPageSchema = z.object({
  models: z.array(loggedModelSchema).default([]),
  next_page_token: nextPageToken,
});

export type MlflowModelVersion = z.infer<typeof modelVersionSchema>;
export type MlflowRegisteredModel = z.infer<typeof registeredModelSchema>;
export type MlflowRun = z.infer<typeof runSchema>;
export type MlflowLoggedModel = z.infer<typeof loggedModelSchema>;
export type MlflowMetric = z.infer<typeof metric>;
