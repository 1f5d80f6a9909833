import { KfpError } from './KfpError';
import { pipelineSpecSchema } from './pipelineSpec';
import type { SpecRecord } from './records';

const TYPES: Record<
  string,
  { name: string; fits: (value: unknown) => boolean }
> = {
  STRING: { name: 'string', fits: value => typeof value === 'string' },
  NUMBER_DOUBLE: { name: 'number', fits: value => typeof value === 'number' },
  NUMBER_INTEGER: {
    name: 'whole number',
    fits: value => Number.isInteger(value),
  },
  BOOLEAN: { name: 'boolean', fits: value => typeof value === 'boolean' },
  LIST: { name: 'list', fits: value => Array.isArray(value) },
  STRUCT: {
    name: 'mapping',
    fits: value =>
      typeof value === 'object' && value !== null && !Array.isArray(value),
  },
};

/**
 * Refuses the parameters of a run that its pipeline does not take.
 */
export function checkParameters(
  parameters: Record<string, unknown>,
  spec: SpecRecord,
): void {
  const { root } = pipelineSpecSchema.parse(spec.pipeline);
  const defined = root.inputDefinitions?.parameters ?? {};
  for (const [name, value] of Object.entries(parameters)) {
    const definition = defined[name];
    if (!definition) {
      throw new KfpError(
        'invalid',
        `runtime_config.parameters: '${name}' is no parameter of the pipeline; it has ${
          Object.keys(defined).join(', ') || 'none'
        }`,
      );
    }
    const type = TYPES[definition.parameterType ?? ''];
    if (type && !type.fits(value)) {
      throw new KfpError(
        'invalid',
        `runtime_config.parameters.${name}: found ${JSON.stringify(
          value,
        )}, allowed is a ${type.name}`,
      );
    }
  }
  const missing = Object.entries(defined).find(
    ([name, { defaultValue, isOptional }]) =>
      parameters[name] === undefined &&
      defaultValue === undefined &&
      !isOptional,
  );
  if (missing) {
    throw new KfpError(
      'invalid',
      `runtime_config.parameters.${missing[0]}: found nothing, but the pipeline needs it`,
    );
  }
}
