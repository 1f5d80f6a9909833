import Ajv, { type ErrorObject } from 'ajv';
import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import {
  ANNOTATION_REGISTRY_REF,
  type RelationField,
} from '@platform-ops/backstage-plugin-models-common';
import { parseRelationRef } from '../model/parseRelationRef';

const REGISTRY_REF_PATTERN = /^[a-z0-9]+(-[a-z0-9]+)*\/.+$/;
const MAX_FOUND_LENGTH = 100;

const TYPE_WORDS: Record<string, string> = {
  string: 'a text that is not empty',
  array: 'a list without repetitions',
  object: 'an object',
};

interface FieldSchema {
  type?: string;
  enum?: string[];
  maxItems?: number;
  description?: string;
  properties?: Record<string, FieldSchema>;
}

function found(value: unknown): string {
  if (value === undefined) {
    return 'nothing';
  }
  const text = typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
  return text.length > MAX_FOUND_LENGTH
    ? `${text.slice(0, MAX_FOUND_LENGTH)}…`
    : text;
}

function allowed(schema: FieldSchema): string {
  if (schema.enum) {
    return `one of ${schema.enum.join(', ')}`;
  }
  const words = TYPE_WORDS[schema.type ?? ''] ?? 'something else';
  return schema.description ? `${words} (${schema.description})` : words;
}

function fieldName(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .reduce(
      (name, part) =>
        /^\d+$/.test(part) ? `${name}[${part}]` : `${name}.${part}`,
      '',
    )
    .slice(1);
}

function describeError(error: ErrorObject): string {
  const field = fieldName(error.instancePath);
  const schema = error.parentSchema as FieldSchema;
  if (error.keyword === 'required') {
    const missing: string = error.params.missingProperty;
    return `${
      field ? `${field}.` : ''
    }${missing}: found nothing, allowed is ${allowed(
      schema.properties?.[missing] ?? {},
    )}`;
  }
  if (error.keyword === 'additionalProperties') {
    return `${field}: found the unknown field '${
      error.params.additionalProperty
    }', allowed are ${Object.keys(schema.properties ?? {}).join(', ')}`;
  }
  return `${field}: found ${found(error.data)}, allowed is ${allowed(schema)}`;
}

function describeRefs(entity: Entity, fields: RelationField[]): string[] {
  return fields.flatMap(relationField => {
    const { allowedKinds, defaultKind, field } = relationField;
    const exampleKind = (defaultKind ?? allowedKinds[0]).toLocaleLowerCase(
      'en-US',
    );
    // Without positions: the catalog has sorted the list by now.
    return [entity.spec?.[field]]
      .flat()
      .filter(ref => typeof ref === 'string' && ref !== '')
      .filter(ref => !parseRelationRef(String(ref), relationField))
      .map(
        ref =>
          `spec.${field}: found ${found(
            ref,
          )}, allowed is the ref of a ${allowedKinds.join(
            ' or ',
          )}, such as ${exampleKind}:default/name`,
      );
  });
}

function describeRegistryRef(entity: Entity): string[] {
  const ref = entity.metadata.annotations?.[ANNOTATION_REGISTRY_REF];
  return ref === undefined || REGISTRY_REF_PATTERN.test(ref)
    ? []
    : [
        `metadata.annotations['${ANNOTATION_REGISTRY_REF}']: found ${found(
          ref,
        )}, allowed is <registry id>/<name in the registry>`,
      ];
}

/**
 * Returns a function that says what is wrong with an entity of one kind: which
 * field, what was found in it and what is allowed.
 */
export function createProblemDescriber(options: {
  kindSchema: JsonObject;
  relationFields: RelationField[];
}): (entity: Entity) => string[] {
  const validate = new Ajv({ allErrors: true, verbose: true }).compile(
    options.kindSchema,
  );
  return entity => {
    validate(entity);
    return [
      ...(validate.errors ?? []).map(describeError),
      ...describeRefs(entity, options.relationFields),
      ...describeRegistryRef(entity),
    ];
  };
}
