import type { JsonObject } from '@backstage/types';
import { PLATFORM_OPS_API_VERSION } from '../annotations';
import {
  ANNOTATION_DEFINITIONS,
  LABEL_DEFINITIONS,
  type MetadataKeyDefinition,
} from './annotationDefinitions';
import { datasetKindSchema } from './datasetKindSchema';
import { modelKindSchema } from './modelKindSchema';
import { textField } from './specFields';

function keyedTexts(
  description: string,
  definitions: MetadataKeyDefinition[],
): JsonObject {
  return {
    type: 'object',
    description,
    additionalProperties: { type: 'string' },
    properties: Object.fromEntries(
      definitions.map(definition => [
        definition.name,
        { type: 'string', description: definition.description },
      ]),
    ),
  };
}

const metadataSchema: JsonObject = {
  type: 'object',
  description: 'Names the entity and says what is not part of its spec.',
  required: ['name'],
  additionalProperties: true,
  properties: {
    name: {
      type: 'string',
      pattern: '^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$',
      maxLength: 63,
      description:
        'At most 63 letters, digits, -, _ and ., the first and the last a letter or digit. Unique, whatever the case, for the kind in its namespace.',
    },
    namespace: {
      type: 'string',
      pattern: '^[a-z0-9]+(-+[a-z0-9]+)*$',
      maxLength: 63,
      description:
        'At most 63 lower-case letters, digits and - between them. The id of a registry where the entity stands for what that registry holds; default otherwise.',
    },
    title: textField('The name that people see.'),
    description: {
      type: 'string',
      description: 'What it is for, in a sentence.',
    },
    annotations: keyedTexts(
      'Facts that tools attach to the entity.',
      ANNOTATION_DEFINITIONS,
    ),
    labels: keyedTexts('Facts to select the entity by.', LABEL_DEFINITIONS),
    tags: {
      type: 'array',
      description:
        'At most 63 lower-case letters, digits, :, + and # each, in groups separated by single -.',
      items: {
        type: 'string',
        pattern: '^[a-z0-9:+#]+(-[a-z0-9:+#]+)*$',
        maxLength: 63,
      },
    },
    links: {
      type: 'array',
      description: 'Further pages about it.',
      items: {
        type: 'object',
        required: ['url'],
        properties: {
          url: textField('An absolute URL.'),
          title: textField('What the link says.'),
          icon: textField('The key of an icon, e.g. dashboard.'),
          type: textField('What kind of page it is, e.g. runbook.'),
        },
      },
    },
  },
};

function entitySchema(
  kind: string,
  description: string,
  kindSchema: JsonObject,
): JsonObject {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: `${kind} (${PLATFORM_OPS_API_VERSION})`,
    description,
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata', 'spec'],
    additionalProperties: false,
    properties: {
      apiVersion: { const: PLATFORM_OPS_API_VERSION },
      kind: { const: kind },
      metadata: metadataSchema,
      ...(kindSchema.properties as JsonObject),
    },
  };
}

/**
 * What the kind is, for people.
 *
 * @public
 */
export const MODEL_KIND_DESCRIPTION =
  'A Model is a registered machine learning model with all its versions.';

/**
 * What the kind is, for people.
 *
 * @public
 */
export const DATASET_KIND_DESCRIPTION =
  'A Dataset is data that models are trained or evaluated on.';

/**
 * A whole Model entity. The file `schemas/Model.v1alpha1.schema.json` is this.
 *
 * @public
 */
export const modelEntitySchema: JsonObject = entitySchema(
  'Model',
  MODEL_KIND_DESCRIPTION,
  modelKindSchema,
);

/**
 * A whole Dataset entity. The file `schemas/Dataset.v1alpha1.schema.json` is
 * this.
 *
 * @public
 */
export const datasetEntitySchema: JsonObject = entitySchema(
  'Dataset',
  DATASET_KIND_DESCRIPTION,
  datasetKindSchema,
);
