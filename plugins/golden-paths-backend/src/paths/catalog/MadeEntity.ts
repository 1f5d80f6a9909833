import {
  RELATION_OWNED_BY,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { ANNOTATION_GOLDEN_PATH } from '@platform-ops/backstage-plugin-golden-paths-common';
import { parseMadeBy, type MadeBy } from './parseMadeBy';

/** An entity that came from a golden path. */
export interface MadeEntity {
  entityRef: string;
  title: string;
  owner?: string;
  madeBy: MadeBy;
}

/** Undefined where an entity does not say which path it came from. */
export function toMadeEntity(entity: Entity): MadeEntity | undefined {
  const annotation = entity.metadata.annotations?.[ANNOTATION_GOLDEN_PATH];
  const madeBy = annotation === undefined ? undefined : parseMadeBy(annotation);
  if (!madeBy) {
    return undefined;
  }
  const owner = entity.relations?.find(
    ({ type }) => type === RELATION_OWNED_BY,
  )?.targetRef;
  return {
    entityRef: stringifyEntityRef(entity),
    title: entity.metadata.title ?? entity.metadata.name,
    ...(owner !== undefined && { owner }),
    madeBy,
  };
}
