import type { Entity } from '@backstage/catalog-model';
import { RELATION_TRAINED_ON } from '@platform-ops/backstage-plugin-models-common';
import { ownerOf, targetsOf, type Landscape } from '../Landscape';
import { listField, textField } from '../specFields';

/** What the catalog says of the datasets that a model was trained on. */
export function describeDatasets(model: Entity, landscape: Landscape) {
  return targetsOf(model, RELATION_TRAINED_ON).map(ref => {
    const dataset = landscape.find(ref);
    return {
      ref,
      resolves: dataset !== undefined,
      owner: dataset && ownerOf(dataset),
      license: dataset && textField(dataset, 'license'),
      source: dataset && textField(dataset, 'source'),
      retention: dataset && textField(dataset, 'retention'),
      classes: dataset ? listField(dataset, 'dataClassification') : [],
    };
  });
}
