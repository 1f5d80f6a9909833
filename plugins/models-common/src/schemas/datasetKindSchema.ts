import type { JsonObject } from '@backstage/types';
import {
  dataClassificationField,
  textField,
  textListField,
} from './specFields';

/**
 * What a Dataset entity holds beside `apiVersion`, `kind` and `metadata`, in
 * the form that a catalog model layer takes.
 *
 * @public
 */
export const datasetKindSchema: JsonObject = {
  type: 'object',
  required: ['spec'],
  properties: {
    spec: {
      type: 'object',
      description:
        'What the data is, where it lies and under which terms it may be used.',
      additionalProperties: false,
      properties: {
        type: textField('What kind of data it is, e.g. images or table.'),
        lifecycle: textField(
          'How far the dataset is, e.g. experimental, production or deprecated.',
        ),
        owner: textField(
          'Who answers for the data: the ref of a Group or User, e.g. imaging-ai or user:jane.doe. Leave it out where nobody does.',
        ),
        system: textField(
          'The ref of the System that the dataset belongs to, e.g. radiology.',
        ),
        license: textField('The license, as an SPDX id where there is one.'),
        dataClassification: dataClassificationField('Classes of the data.'),
        source: textField(
          'Where the data lies, as a URI. The portal does not fetch it.',
        ),
        retention: {
          type: 'string',
          pattern:
            '^P(?=.)(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?(T(?=.)(\\d+H)?(\\d+M)?(\\d+S)?)?$',
          description:
            'How long the data may be kept: an ISO 8601 duration such as P7Y or P90D.',
        },
        derivedFrom: textListField(
          'Refs of the Dataset entities that it was derived from.',
        ),
      },
    },
  },
};
