import {
  RELATION_DEPENDS_ON,
  RELATION_HAS_PART,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { RELATION_SERVED_BY } from '@platform-ops/backstage-plugin-models-common';
import { RANKS, type ScorecardEntity } from './ScorecardEntity';

const CLUSTER_TYPE = 'kubernetes-cluster';

/** The fields of an entity that {@link toEntityDraft} reads. */
export const SCORECARD_ENTITY_FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'spec.type',
  'relations',
];

/** An entity of which it is not known yet what the others are. */
export interface EntityDraft
  extends Omit<ScorecardEntity, 'clusters' | 'rank'> {
  dependsOn: string[];
  servedBy: string[];
  /** Of a system. */
  parts: string[];
}

/** What scorecards keep of an entity as the catalog has stitched it. */
export function toEntityDraft(entity: Entity): EntityDraft {
  const targets = (type: string, kind = '') =>
    (entity.relations ?? [])
      .filter(relation => relation.type === type)
      .map(({ targetRef }) => targetRef.toLocaleLowerCase('en-US'))
      .filter(ref => ref.startsWith(kind))
      .sort();
  return {
    ref: stringifyEntityRef(entity),
    kind: entity.kind,
    title: entity.metadata.title ?? entity.metadata.name,
    owner: targets(RELATION_OWNED_BY)[0],
    system: targets(RELATION_PART_OF, 'system:')[0],
    isCluster: entity.kind === 'Resource' && entity.spec?.type === CLUSTER_TYPE,
    dependsOn: targets(RELATION_DEPENDS_ON, 'resource:'),
    servedBy: targets(RELATION_SERVED_BY),
    parts: entity.kind === 'System' ? targets(RELATION_HAS_PART) : [],
  };
}

/**
 * Finds the clusters: those that an entity depends on, or what serves it does;
 * a system is on those of all its parts.
 */
export function* toScorecardEntities(
  drafts: ReadonlyMap<string, EntityDraft>,
  organisation: string | undefined,
): Iterable<ScorecardEntity> {
  const namedBy = (ref: string) =>
    (drafts.get(ref)?.dependsOn ?? []).filter(
      target => drafts.get(target)?.isCluster,
    );
  const clustersOf = (ref: string) =>
    [ref, ...(drafts.get(ref)?.servedBy ?? [])].flatMap(namedBy);
  for (const { dependsOn, servedBy, parts, ...draft } of drafts.values()) {
    yield {
      ...draft,
      clusters: [...new Set([draft.ref, ...parts].flatMap(clustersOf))].sort(),
      rank: rankOf(draft, organisation),
    };
  }
}

/** In which turn it is evaluated. */
export function rankOf(
  { ref, kind, isCluster }: Pick<EntityDraft, 'ref' | 'kind' | 'isCluster'>,
  organisation: string | undefined,
): number {
  if (ref === organisation) {
    return RANKS.organisation;
  }
  if (isCluster) {
    return RANKS.cluster;
  }
  return kind === 'System' ? RANKS.system : RANKS.entity;
}
