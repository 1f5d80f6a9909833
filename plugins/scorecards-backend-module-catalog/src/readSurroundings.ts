import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  RELATION_HAS_PART,
  RELATION_PART_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  RELATION_SERVED_BY,
  RELATION_SERVES,
  RELATION_TRAINED_ON,
} from '@platform-ops/backstage-plugin-models-common';
import { inChunks } from '@platform-ops/backstage-plugin-platform-ops-node';
import { targetsOf } from './Landscape';

const AT_ONCE = 200;
const MOST = 2000;

/**
 * All that facts of one entity are read from but for itself: what it belongs
 * to, what serves it, its parts, what it serves, and what these were trained on.
 *
 * @throws Where that is more than anybody means by one entity.
 */
export async function readSurroundings(
  start: Entity,
  options: {
    catalog: CatalogService;
    credentials: BackstageCredentials;
    signal: AbortSignal;
  },
): Promise<Entity[]> {
  const { catalog, credentials, signal } = options;
  const asked = new Set([stringifyEntityRef(start)]);
  const found: Entity[] = [];
  const beside = new Set([
    ...targetsOf(start, RELATION_PART_OF),
    ...targetsOf(start, RELATION_SERVED_BY),
  ]);
  let next = [...beside, ...leadingOn(start)];
  while (next.length > 0) {
    const entityRefs = [...new Set(next)].filter(ref => !asked.has(ref));
    entityRefs.forEach(ref => asked.add(ref));
    if (asked.size > MOST) {
      throw new Error(`More than ${MOST} entities hang together with it`);
    }
    next = [];
    for (const chunk of inChunks(entityRefs, AT_ONCE)) {
      signal.throwIfAborted();
      const { items } = await catalog.getEntitiesByRefs(
        { entityRefs: chunk },
        { credentials },
      );
      const here = items.filter(entity => entity !== undefined);
      found.push(...here);
      next.push(
        ...here
          .filter(entity => !beside.has(stringifyEntityRef(entity)))
          .flatMap(leadingOn),
      );
    }
  }
  return found;
}

/** Whose classes of data an entity has too. */
function leadingOn(entity: Entity): string[] {
  return [RELATION_HAS_PART, RELATION_SERVES, RELATION_TRAINED_ON].flatMap(
    relation => targetsOf(entity, relation),
  );
}
