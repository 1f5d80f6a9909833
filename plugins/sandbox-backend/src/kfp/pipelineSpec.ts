import { z } from 'zod';

const parametersSchema = z.record(
  z.string(),
  z.looseObject({
    parameterType: z.string().optional(),
    defaultValue: z.unknown().optional(),
    isOptional: z.boolean().optional(),
  }),
);

const definitionsSchema = z.looseObject({
  parameters: parametersSchema.default({}),
});

const producerSchema = z.looseObject({ producerTask: z.string() });

const taskSchema = z.looseObject({
  taskInfo: z.looseObject({ name: z.string().optional() }).optional(),
  componentRef: z.looseObject({ name: z.string() }),
  dependentTasks: z.array(z.string()).default([]),
  inputs: z
    .looseObject({
      parameters: z
        .record(
          z.string(),
          z.looseObject({
            componentInputParameter: z.string().optional(),
            runtimeValue: z
              .looseObject({ constant: z.unknown().optional() })
              .optional(),
            taskOutputParameter: producerSchema
              .extend({ outputParameterKey: z.string() })
              .optional(),
          }),
        )
        .default({}),
      artifacts: z
        .record(
          z.string(),
          z.looseObject({ taskOutputArtifact: producerSchema.optional() }),
        )
        .default({}),
    })
    .default({ parameters: {}, artifacts: {} }),
  triggerPolicy: z
    .looseObject({
      condition: z.string().optional(),
      strategy: z.string().optional(),
    })
    .optional(),
});

const dagSchema = z.looseObject({ tasks: z.record(z.string(), taskSchema) });

/**
 * The parts of a compiled pipeline that tell how a run goes.
 */
export const pipelineSpecSchema = z.looseObject({
  schemaVersion: z.string(),
  sdkVersion: z.string().optional(),
  pipelineInfo: z.looseObject({
    name: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,127}$/, 'allowed are a to z, 0 to 9 and -'),
    description: z.string().optional(),
  }),
  components: z.record(
    z.string(),
    z.looseObject({
      executorLabel: z.string().optional(),
      dag: dagSchema.optional(),
      inputDefinitions: definitionsSchema.optional(),
      outputDefinitions: definitionsSchema.optional(),
    }),
  ),
  deploymentSpec: z.looseObject({
    executors: z.record(z.string(), z.looseObject({})).default({}),
  }),
  root: z.looseObject({
    dag: dagSchema,
    inputDefinitions: definitionsSchema.optional(),
  }),
});

export type PipelineSpec = z.infer<typeof pipelineSpecSchema>;
export type Dag = z.infer<typeof dagSchema>;
export type Task = z.infer<typeof taskSchema>;

/**
 * The tasks of the same graph that have to end before a task begins.
 */
export function upstreamOf({ dependentTasks, inputs }: Task): string[] {
  return [
    ...new Set([
      ...dependentTasks,
      ...Object.values(inputs.parameters).flatMap(
        ({ taskOutputParameter }) => taskOutputParameter?.producerTask ?? [],
      ),
      ...Object.values(inputs.artifacts).flatMap(
        ({ taskOutputArtifact }) => taskOutputArtifact?.producerTask ?? [],
      ),
    ]),
  ];
}

/**
 * The names of a graph's tasks, each after those that it needs; undefined
 * where some need one another.
 */
export function inOrder({ tasks }: Dag): string[] | undefined {
  const ordered = new Set<string>();
  const names = Object.keys(tasks);
  for (let before = -1; before < ordered.size; ) {
    before = ordered.size;
    for (const name of names) {
      if (upstreamOf(tasks[name]).every(other => ordered.has(other))) {
        ordered.add(name);
      }
    }
  }
  return ordered.size === names.length ? [...ordered] : undefined;
}
