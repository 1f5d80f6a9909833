import type { Entity } from '@backstage/catalog-model';
import type { Landscape } from '../Landscape';
import { listField, textField } from '../specFields';
import { describeDatasets } from './describeDatasets';
import type { FoundFact } from './FoundFact';

export function findModel(entity: Entity, landscape: Landscape): FoundFact {
  const trainedOn = describeDatasets(entity, landscape);
  return {
    type: 'catalog.model',
    value: {
      type: textField(entity, 'type'),
      task: textField(entity, 'task'),
      license: textField(entity, 'license'),
      riskTier: textField(entity, 'riskTier'),
      materiality: textField(entity, 'materiality'),
      intendedUse: textField(entity, 'intendedUse'),
      limitations: textField(entity, 'limitations'),
      baseModels: listField(entity, 'baseModels'),
      stages: listField(entity, 'stages'),
      trainedOn,
    },
    fields: 'spec; the spec of the datasets that it was trained on',
    population: 1 + trainedOn.length,
  };
}
