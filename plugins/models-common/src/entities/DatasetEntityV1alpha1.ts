import type { Entity } from '@backstage/catalog-model';
import type { DataClassification } from '../vocabulary';
import { PLATFORM_OPS_API_VERSION } from '../annotations';

/**
 * Data that models are trained or evaluated on.
 *
 * @public
 */
export interface DatasetEntityV1alpha1 extends Entity {
  apiVersion: typeof PLATFORM_OPS_API_VERSION;
  kind: 'Dataset';
  spec: {
    type?: string;
    lifecycle?: string;
    owner?: string;
    system?: string;
    license?: string;
    dataClassification?: DataClassification[];
    /** Where the data lives, as a URI. Not fetched by the portal. */
    source?: string;
    /** How long the data may be kept, as an ISO 8601 duration. */
    retention?: string;
    /** Refs of Dataset entities. */
    derivedFrom?: string[];
  };
}

/**
 * Whether an entity is a {@link DatasetEntityV1alpha1}.
 *
 * @public
 */
export function isDatasetEntity(
  entity: Entity,
): entity is DatasetEntityV1alpha1 {
  return (
    entity.kind.toLocaleLowerCase('en-US') === 'dataset' &&
    entity.apiVersion === PLATFORM_OPS_API_VERSION
  );
}
