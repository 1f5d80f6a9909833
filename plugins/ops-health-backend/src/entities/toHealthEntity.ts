import {
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { RELATION_SERVED_BY } from '@platform-ops/backstage-plugin-models-common';
import type { HealthEntity } from './HealthEntity';

/** Others are of no use here and can be long. */
const ANNOTATION_PATTERN =
  /^(platformops\.io|backstage\.io\/(kubernetes|managed-by-location$|source-location$)|prometheus\.io|grafana|pagerduty\.com)/;

function targets(entity: Entity, type: string, kind?: string): string[] {
  return (entity.relations ?? [])
    .filter(
      relation =>
        relation.type === type &&
        (kind === undefined || relation.targetRef.startsWith(`${kind}:`)),
    )
    .map(relation => relation.targetRef.toLocaleLowerCase('en-US'))
    .sort();
}

/**
 * The fields of an entity that {@link toHealthEntity} reads.
 */
export const HEALTH_ENTITY_FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.labels',
  'metadata.annotations',
  'spec.type',
  'relations',
];

/**
 * What ops health keeps of an entity as the catalog has stitched it.
 */
export function toHealthEntity(entity: Entity): HealthEntity {
  const { name, namespace = 'default', title, labels = {} } = entity.metadata;
  const type = entity.spec?.type;
  return {
    ref: stringifyEntityRef(entity),
    kind: entity.kind,
    namespace,
    name,
    title: title ?? name,
    type: typeof type === 'string' ? type : undefined,
    owner: targets(entity, RELATION_OWNED_BY)[0],
    system: targets(entity, RELATION_PART_OF, 'system')[0],
    domain: targets(entity, RELATION_PART_OF, 'domain')[0],
    servedBy: targets(entity, RELATION_SERVED_BY),
    labels,
    annotations: Object.fromEntries(
      Object.entries(entity.metadata.annotations ?? {}).filter(([key]) =>
        ANNOTATION_PATTERN.test(key),
      ),
    ),
  };
}
