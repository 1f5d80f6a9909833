import { contentHash } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { SloDefinition } from '@platform-ops/slo';

/**
 * An objective of an entity.
 */
export interface EntitySlo {
  id: string;
  entityRef: string;
  origin: 'annotation' | 'config';
  definition: SloDefinition;
}

/**
 * The id stays the same for as long as entity and name do.
 */
export function entitySlo(
  entityRef: string,
  origin: EntitySlo['origin'],
  definition: SloDefinition,
): EntitySlo {
  return {
    id: contentHash([entityRef, definition.name]),
    entityRef,
    origin,
    definition,
  };
}
