import { z } from 'zod';

/**
 * What is read of MLflow's answers. The contract is its protos:
 * mlflow/protos/{model_registry,service,webhooks}.proto. Empty fields may be
 * left out, and 64-bit numbers may be strings.
 */
const text = z
  .string()
  .nullish()
  .transform(value => value || undefined);

const milliseconds = z
  .union([z.number(), z.string().regex(/^\d+$/)])
  .nullish()
  .transform(value =>
    // Beyond it there are no dates.
    value && Number(value) < 8.64e15
      ? new Date(Number(value)).toISOString()
      : undefined,
  );

const number = z.union([z.string(), z.number()]).transform(String);

const pairs = z
  .array(z.object({ key: z.string(), value: z.string().default('') }))
  .default([])
  .transform(list =>
    Object.fromEntries(list.map(({ key, value }) => [key, value])),
  );

const modelSchema = z
  .object({
    name: z.string(),
    description: text,
    tags: pairs,
    aliases: z
      .array(z.object({ alias: z.string(), version: number }))
      .default([]),
  })
  .transform(({ aliases, ...model }) => ({
    ...model,
    aliases: Object.fromEntries(
      aliases.map(({ alias, version }) => [alias, version]),
    ),
  }));

const versionSchema = z
  .object({
    name: z.string(),
    version: number,
    source: text,
    run_id: text,
    description: text,
    status: text,
    status_message: text,
    tags: pairs,
  })
  .transform(({ run_id, status_message, ...version }) => ({
    ...version,
    runId: run_id,
    statusMessage: status_message,
  }));

const runSchema = z
  .object({
    info: z.object({
      run_id: z.string(),
      experiment_id: z.string(),
      run_name: text,
      status: text,
      start_time: milliseconds,
      end_time: milliseconds,
    }),
    data: z
      .object({
        metrics: z
          .array(
            z.object({
              key: z.string(),
              value: z.union([z.number(), z.string()]).optional(),
            }),
          )
          .default([]),
        params: pairs,
        tags: pairs,
      })
      .default({ metrics: [], params: {}, tags: {} }),
  })
  .transform(({ info, data }) => ({
    id: info.run_id,
    experimentId: info.experiment_id,
    name: info.run_name,
    status: info.status,
    startedAt: info.start_time,
    finishedAt: info.end_time,
    metrics: Object.fromEntries(
      data.metrics.flatMap(({ key, value }) =>
        typeof value === 'number' ? [[key, value]] : [],
      ),
    ),
    parameters: data.params,
    tags: data.tags,
  }));

const webhookSchema = z
  .object({
    webhook_id: z.string(),
    name: z.string(),
    url: z.string(),
    events: z
      .array(z.object({ entity: z.string(), action: z.string() }))
      .default([]),
  })
  .transform(({ webhook_id, events, ...webhook }) => ({
    ...webhook,
    id: webhook_id,
    events: events.map(({ entity, action }) =>
      `${entity}.${action}`.toLowerCase(),
    ),
  }));

export const modelAnswerSchema = z.object({ registered_model: modelSchema });
export const versionAnswerSchema = z.object({ model_version: versionSchema });
export const runAnswerSchema = z.object({ run: runSchema });
export const webhookAnswerSchema = z.object({ webhook: webhookSchema });

export const versionsPageSchema = z.object({
  model_versions: z.array(versionSchema).default([]),
  next_page_token: text,
});

export const webhooksPageSchema = z.object({
  webhooks: z.array(webhookSchema).default([]),
  next_page_token: text,
});
