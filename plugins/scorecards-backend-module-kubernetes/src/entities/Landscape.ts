import {
  RELATION_DEPENDS_ON,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { RELATION_SERVED_BY } from '@platform-ops/backstage-plugin-models-common';
import { CLUSTER } from './Placement';
import { targetsOf } from './relations';

const CLUSTER_TYPE = 'kubernetes-cluster';

/**
 * The entities of a run, and how they hang together.
 */
export class Landscape {
  readonly #byRef: Map<string, Entity>;
  readonly #parts = new Map<string, Entity[]>();

  constructor(entities: Entity[]) {
    this.#byRef = new Map(
      entities.map(entity => [stringifyEntityRef(entity), entity]),
    );
    for (const entity of entities) {
      for (const whole of targetsOf(entity, RELATION_PART_OF)) {
        const parts = this.#parts.get(whole) ?? [];
        parts.push(entity);
        this.#parts.set(whole, parts);
      }
    }
  }

  /** The entities whose workloads are its own: itself, what serves it, its parts. */
  runBy(entity: Entity): Entity[] {
    const others =
      entity.kind === 'System'
        ? this.#parts.get(stringifyEntityRef(entity)) ?? []
        : targetsOf(entity, RELATION_SERVED_BY).flatMap(
            ref => this.#byRef.get(ref) ?? [],
          );
    return [entity, ...others.filter(({ kind }) => kind === 'Component')];
  }

  /** The clusters that it says it depends on. */
  clustersOf(entity: Entity): string[] {
    return targetsOf(entity, RELATION_DEPENDS_ON).flatMap(ref => {
      const target = this.#byRef.get(ref);
      return target && isCluster(target) ? [clusterNameOf(target)] : [];
    });
  }
}

export function ownersOf(entity: Entity): string[] {
  return targetsOf(entity, RELATION_OWNED_BY);
}

export function isCluster(entity: Entity): boolean {
  return entity.kind === 'Resource' && entity.spec?.type === CLUSTER_TYPE;
}

/** What the Kubernetes plugin calls it. */
export function clusterNameOf({ metadata }: Entity): string {
  return metadata.annotations?.[CLUSTER] ?? metadata.name;
}
