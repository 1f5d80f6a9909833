import type { JsonObject } from '@backstage/types';
import {
  MATERIALITIES,
  MODEL_LIFECYCLES,
  MODEL_STAGES,
  MODEL_TYPES,
  RISK_TIERS,
} from '../vocabulary';
import {
  dataClassificationField,
  enumField,
  enumListField,
  textField,
  textListField,
} from './specFields';

/**
 * What a Model entity holds beside `apiVersion`, `kind` and `metadata`, in the
 * form that a catalog model layer takes.
 *
 * @public
 */
export const modelKindSchema: JsonObject = {
  type: 'object',
  required: ['spec'],
  properties: {
    spec: {
      type: 'object',
      description:
        'What the model is, who answers for it and what it may be used for.',
      required: ['lifecycle'],
      additionalProperties: false,
      properties: {
        type: enumField(
          MODEL_TYPES,
          'What the model does with its input. Leave it out where nobody knows.',
        ),
        lifecycle: enumField(
          MODEL_LIFECYCLES,
          'How far the model is. On generated entities it follows from the stages.',
        ),
        owner: textField(
          'Who answers for the model: the ref of a Group or User, e.g. imaging-ai or user:jane.doe. Leave it out where nobody does.',
        ),
        system: textField(
          'The ref of the System that the model belongs to, e.g. radiology.',
        ),
        task: textField(
          'The task that it solves, in your own words, e.g. image-classification.',
        ),
        framework: textField(
          'The framework that it runs in, e.g. pytorch or scikit-learn.',
        ),
        modality: textListField('What goes in, e.g. image, text, tabular.'),
        license: textField('The license, as an SPDX id where there is one.'),
        baseModels: textListField(
          'Upstream ids of the models that it builds on, as their publisher writes them, e.g. meta-llama/Llama-3. Not entity refs.',
        ),
        derivedFrom: textListField(
          'Refs of the Model entities that it was derived from.',
        ),
        trainedOn: textListField(
          'Refs of the Dataset entities that it was trained on.',
        ),
        dependsOn: textListField(
          'Refs, with their kind, of the Component, API and Resource entities that it needs to run.',
        ),
        riskTier: enumField(RISK_TIERS, 'Risk tier of the EU AI Act.'),
        materiality: enumField(
          MATERIALITIES,
          'Model risk materiality (SR 26-2).',
        ),
        dataClassification: dataClassificationField(
          'Classes of the data that the model has learned from or handles.',
        ),
        intendedUse: textField('What the model is meant for.'),
        limitations: textField('What the model must not be relied upon for.'),
        stages: enumListField(
          MODEL_STAGES,
          'The stages that any version holds. Filled from the registry.',
        ),
        versions: {
          type: 'array',
          maxItems: 20,
          description:
            'Only the versions that have an alias or a stage, at most 20. Filled from the registry.',
          items: {
            type: 'object',
            required: ['version'],
            additionalProperties: false,
            properties: {
              version: textField('The version, as the registry names it.'),
              stage: enumField(MODEL_STAGES, 'The stage of this version.'),
              aliases: textListField('The aliases that point to this version.'),
            },
          },
        },
      },
    },
  },
};
