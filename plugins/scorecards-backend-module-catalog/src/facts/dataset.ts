import type { Entity } from '@backstage/catalog-model';
import { RELATION_USED_TO_TRAIN } from '@platform-ops/backstage-plugin-models-common';
import { targetsOf } from '../Landscape';
import { textField } from '../specFields';
import type { FoundFact } from './FoundFact';

export function findDataset(entity: Entity): FoundFact {
  const models = targetsOf(entity, RELATION_USED_TO_TRAIN);
  return {
    type: 'catalog.dataset',
    value: {
      license: textField(entity, 'license'),
      source: textField(entity, 'source'),
      retention: textField(entity, 'retention'),
      models: models.length,
    },
    fields: 'spec, relations of type usedToTrain',
    population: 1 + models.length,
  };
}
