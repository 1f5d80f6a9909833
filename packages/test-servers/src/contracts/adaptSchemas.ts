import type { ContractDocument, JsonSchema } from './ContractDocument';

/**
 * A copy that JSON Schema understands as OpenAPI means it: a discriminator
 * decides between the forms of an object. In Swagger, where objects are not put
 * together of parts, they have no other fields than those described, so that a
 * slip of the pen is found.
 */
export function adaptSchemas(document: ContractDocument): ContractDocument {
  return adapt(document, document.swagger !== undefined) as ContractDocument;
}

function adapt(value: unknown, closes: boolean): unknown {
  if (Array.isArray(value)) {
    return value.map(item => adapt(item, closes));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const schema = Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, adapt(item, closes)]),
  );
  if (schema.oneOf && isDiscriminator(schema.discriminator)) {
    return decide(schema, schema.discriminator);
  }
  return closes &&
    schema.type === 'object' &&
    typeof schema.properties === 'object' &&
    !('additionalProperties' in schema) &&
    !('allOf' in schema)
    ? { ...schema, additionalProperties: false }
    : schema;
}

interface Discriminator {
  propertyName: string;
  mapping: Record<string, string>;
}

function isDiscriminator(value: unknown): value is Discriminator {
  return typeof value === 'object' && value !== null && 'mapping' in value;
}

function decide(
  { oneOf: _, discriminator: __, ...schema }: JsonSchema,
  { propertyName, mapping }: Discriminator,
): JsonSchema {
  return {
    ...schema,
    required: [propertyName],
    properties: { [propertyName]: { enum: Object.keys(mapping) } },
    allOf: Object.entries(mapping).map(([word, $ref]) => ({
      if: { properties: { [propertyName]: { const: word } } },
      then: { $ref },
    })),
  };
}
