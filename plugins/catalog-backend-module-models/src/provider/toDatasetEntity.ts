import type { Entity } from '@backstage/catalog-model';
import type { RegistryDataset } from '@platform-ops/backstage-plugin-models-common';
import { generatedEntity } from './generatedEntity';
import { compactSpec } from './specValues';

/**
 * The entity that the catalog holds for a dataset that a registry names.
 */
export function toDatasetEntity(
  dataset: RegistryDataset,
  options: { entityRef: string; etag: string },
): Entity {
  return generatedEntity({
    kind: 'Dataset',
    entityRef: options.entityRef,
    registryId: dataset.registryId,
    etag: options.etag,
    title: dataset.title,
    spec: compactSpec({
      type: dataset.sourceType,
      source: dataset.source,
      dataClassification: [...new Set(dataset.dataClassification)],
    }),
  });
}
