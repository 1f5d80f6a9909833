import { shorten } from '@platform-ops/backstage-plugin-platform-ops-node';
import { z } from 'zod';

const MOST_FIELDS = 50;
const MOST_CHARACTERS_OF_FOUND = 80;
/** Summaries: what they are about is told besides. */
const SUMMARIES = ['allOf', 'dependencies'];
const SECRET_FIELDS = ['Secret', 'password'];

const schemaSchema = z.looseObject({
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional().catch(undefined),
});

/** As the scaffolder's validator writes them. */
export const fieldErrorsSchema = z.object({
  errors: z
    .array(
      z.object({
        property: z.string(),
        message: z.string(),
        name: z.string().optional(),
        argument: z.unknown().optional(),
        instance: z.unknown().optional(),
        schema: z.unknown().optional(),
      }),
    )
    .min(1),
});

type FieldError = z.infer<typeof fieldErrorsSchema>['errors'][number];

/**
 * What is wrong with the values of a form: each field with what was found and
 * what is allowed.
 */
export function describeFieldErrors(errors: FieldError[]): string {
  const told = errors
    .filter(({ name }) => !SUMMARIES.includes(name ?? ''))
    .map(describeError);
  return [...new Set(told)].slice(0, MOST_FIELDS).join('. ');
}

function describeError(error: FieldError): string {
  const field = fieldOf(error.property);
  if (error.name === 'required') {
    return `${inside(field, String(error.argument))}: is required`;
  }
  if (error.name === 'oneOf' || error.name === 'anyOf') {
    return describeChoice(error, field);
  }
  return `${field || 'values'}: ${shorten(error.message)}${found(error)}`;
}

/** Fields that belong to what was chosen in another. */
function describeChoice(error: FieldError, field: string): string {
  const chosen = field.split('.').at(-1)!;
  const branches = z
    .object({ oneOf: z.array(schemaSchema) })
    .or(
      z
        .object({ anyOf: z.array(schemaSchema) })
        .transform(({ anyOf }) => ({ oneOf: anyOf })),
    )
    .catch({ oneOf: [] })
    .parse(error.schema).oneOf;
  const values = z
    .record(z.string(), z.unknown())
    .catch({})
    .parse(error.instance);
  const branch = branches.find(({ properties }) =>
    allows(properties?.[chosen], values[chosen]),
  );
  const missing = (branch?.required ?? []).filter(name => !(name in values));
  if (missing.length) {
    return missing
      .map(
        name => `${name}: is required with ${chosen} ${quote(values[chosen])}`,
      )
      .join('; ');
  }
  const others = Object.keys(branch?.properties ?? {}).filter(
    name => name !== chosen && name in values,
  );
  return `${[...others, chosen].join(', ')}: ${
    branch
      ? `not as it must be with ${chosen} ${quote(values[chosen])}`
      : shorten(error.message)
  }`;
}

function allows(schema: unknown, value: unknown): boolean {
  const { enum: listed, const: only } = z
    .object({
      enum: z.array(z.unknown()).optional(),
      const: z.unknown().optional(),
    })
    .catch({ const: undefined })
    .parse(schema);
  return listed ? listed.includes(value) : only !== undefined && only === value;
}

function found({ instance, schema }: FieldError): string {
  const hints = z.record(z.string(), z.unknown()).catch({}).parse(schema);
  const isSecret = [hints['ui:field'], hints['ui:widget']].some(hint =>
    SECRET_FIELDS.includes(String(hint)),
  );
  return isSecret ? '' : `; found ${quote(instance)}`;
}

function quote(value: unknown): string {
  const text = shorten(JSON.stringify(value) ?? 'nothing');
  return text.length > MOST_CHARACTERS_OF_FOUND
    ? `${text.slice(0, MOST_CHARACTERS_OF_FOUND - 1)}…`
    : text;
}

/** Without the `instance` with which the validator begins. */
function fieldOf(property: string): string {
  return property.replace(/^instance\.?/, '');
}

function inside(field: string, name: string): string {
  return field ? `${field}.${name}` : name;
}
