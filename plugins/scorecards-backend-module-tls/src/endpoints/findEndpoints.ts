import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { RELATION_SERVED_BY } from '@platform-ops/backstage-plugin-models-common';
import { ANNOTATION_ENDPOINTS } from '@platform-ops/backstage-plugin-scorecards-common';

/** Whose endpoints count as those of an entity, too. */
const FROM: Record<string, string> = {
  Model: RELATION_SERVED_BY,
  System: 'hasPart',
};
const MOST_PER_ENTITY = 100;

/** Where an entity says that it is reached, as it says it. */
export interface NamedEndpoint {
  /** Who says so. */
  entityRef: string;
  text: string;
}

/** The endpoints of an entity. */
export interface EntityEndpoints {
  entityRef: string;
  endpoints: NamedEndpoint[];
  /** More than are looked at. */
  left: number;
}

/**
 * The endpoints that entities name themselves or in the configuration; of a
 * model those of what serves it, of a system those of its parts. Entities
 * without any are left out.
 *
 * @param configured - By the refs of entities.
 */
export function findEndpoints(
  entities: Entity[],
  configured: ReadonlyMap<string, string[]>,
): EntityEndpoints[] {
  const own = new Map(
    entities.map(entity => {
      const entityRef = stringifyEntityRef(entity);
      return [entityRef, ownEndpoints(entity, entityRef, configured)];
    }),
  );
  return entities.flatMap(entity => {
    const entityRef = stringifyEntityRef(entity);
    const others = (entity.relations ?? [])
      .filter(({ type }) => type === FROM[entity.kind])
      .map(({ targetRef }) => targetRef);
    const named = [entityRef, ...new Set(others)].flatMap(
      ref => own.get(ref) ?? [],
    );
    return named.length === 0
      ? []
      : [
          {
            entityRef,
            endpoints: named.slice(0, MOST_PER_ENTITY),
            left: Math.max(named.length - MOST_PER_ENTITY, 0),
          },
        ];
  });
}

function ownEndpoints(
  entity: Entity,
  entityRef: string,
  configured: ReadonlyMap<string, string[]>,
): NamedEndpoint[] {
  const annotation = entity.metadata.annotations?.[ANNOTATION_ENDPOINTS] ?? '';
  const texts = [
    ...annotation.split(',').map(text => text.trim()),
    ...(configured.get(entityRef) ?? []),
  ].filter(text => text !== '');
  return [...new Set(texts)].map(text => ({ entityRef, text }));
}
