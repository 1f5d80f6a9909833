import { ANNOTATION_LOCATION, type Entity } from '@backstage/catalog-model';

/** A file or folder of a repository that the portal keeps. */
const ADDRESS = /\/api\/golden-paths\/git\/([a-z0-9-]+)\/(?:blob|tree)\//;

/** The repository of the portal that describes an entity, if one does. */
export function findRepositoryName(entity: Entity): string | undefined {
  const location = entity.metadata.annotations?.[ANNOTATION_LOCATION] ?? '';
  return ADDRESS.exec(location)?.[1];
}
