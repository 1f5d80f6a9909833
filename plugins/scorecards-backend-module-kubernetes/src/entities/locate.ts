import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { ReadCluster } from '../cluster/ReadCluster';
import { mergeFound, type FoundWorkloads } from '../cluster/WorkloadIndex';
import { ownersOf, type Landscape } from './Landscape';
import { readPlacement, type Placement } from './Placement';
import { PlacementError } from './PlacementError';

/** Where an entity runs in one cluster. */
export interface Site extends FoundWorkloads {
  cluster: ReadCluster;
}

/**
 * An entity, and what of it runs where.
 */
export interface LocatedEntity {
  entityRef: string;
  /** Those of itself, and of what serves it or is a part of it. */
  owners: string[];
  placements: Placement[];
  /** Clusters that were looked at. */
  looked: ReadCluster[];
  /** Those in which something was found. */
  sites: Site[];
}

/**
 * Finds what runs of an entity. Undefined where it says of nothing that it runs
 * in clusters, or where a cluster in which it may run could not be read: then
 * nobody can say what is there.
 *
 * @throws PlacementError in words where its annotations cannot be understood.
 */
export function locate(
  entity: Entity,
  landscape: Landscape,
  clusters: ReadonlyMap<string, ReadCluster>,
): LocatedEntity | undefined {
  const parts = landscape.runBy(entity);
  const found = new Map<ReadCluster, FoundWorkloads[]>();
  const placements: Placement[] = [];
  const owners = new Set(ownersOf(entity));
  for (const part of parts) {
    const placement = readPlacement(part);
    if (!placement) {
      continue;
    }
    placements.push(placement);
    ownersOf(part).forEach(owner => owners.add(owner));
    for (const cluster of clustersFor(part, placement, landscape, clusters)) {
      if (!cluster.index) {
        return undefined;
      }
      found.set(cluster, [
        ...(found.get(cluster) ?? []),
        cluster.index.find(placement.selector, placement.namespace),
      ]);
    }
  }
  return placements.length === 0
    ? undefined
    : {
        entityRef: stringifyEntityRef(entity),
        owners: [...owners],
        placements,
        looked: [...found.keys()],
        sites: [...found]
          .map(([cluster, each]) => ({ cluster, ...mergeFound(each) }))
          .filter(({ instances }) => instances.length > 0),
      };
}

/**
 * The one that its annotation names, else those that it depends on, else all.
 */
function clustersFor(
  part: Entity,
  { cluster }: Placement,
  landscape: Landscape,
  clusters: ReadonlyMap<string, ReadCluster>,
): ReadCluster[] {
  const names = cluster === undefined ? landscape.clustersOf(part) : [cluster];
  if (names.length === 0) {
    return [...clusters.values()];
  }
  return names.map(name => {
    const known = clusters.get(name);
    if (!known) {
      throw new PlacementError(
        `runs in cluster ${name} as the catalog says, which is not read; those that are: ${[
          ...clusters.keys(),
        ].join(', ')}`,
      );
    }
    return known;
  });
}
