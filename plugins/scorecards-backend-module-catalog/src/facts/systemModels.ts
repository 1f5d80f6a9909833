import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { isOfKind, ownerOf, type Landscape } from '../Landscape';
import { textField } from '../specFields';
import { describeDatasets } from './describeDatasets';
import type { FoundFact } from './FoundFact';

export function findSystemModels(
  system: Entity,
  landscape: Landscape,
): FoundFact {
  const models = landscape
    .partsOf(stringifyEntityRef(system))
    .filter(part => isOfKind(part, 'model'));
  return {
    type: 'catalog.systemModels',
    value: {
      models: models.map(model => {
        const datasets = describeDatasets(model, landscape);
        return {
          ref: stringifyEntityRef(model),
          owned: ownerOf(model) !== undefined,
          licensed: textField(model, 'license') !== undefined,
          intendedUse: textField(model, 'intendedUse') !== undefined,
          limitations: textField(model, 'limitations') !== undefined,
          datasets: datasets.length,
          documentedDatasets: datasets.filter(
            ({ owner, license, source, retention }) =>
              owner && license && source && retention,
          ).length,
        };
      }),
    },
    fields: 'the spec of the models that are part of it, and of their datasets',
    population: models.length,
  };
}
