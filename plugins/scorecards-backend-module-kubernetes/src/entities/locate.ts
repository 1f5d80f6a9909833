import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { ReadCluster } from '../cluster/ReadCluster';
import { mergeFound, type FoundWorkloads } from '../cluster/WorkloadIndex';
import { ownersOf, type Landscape } from './Landscape';
import { readPlacement, type Placement } from './Placement';
import { PlacementError } from './PlacementError';
import type { Sightings } from './Sightings';

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
  /** Those that did not tell what runs there, and that it does not name. */
  silent: Array<{ cluster: string; since: Date }>;
}

/**
 * Finds what runs of an entity. Undefined where it says of nothing that it runs
 * in clusters, or where only a cluster that could not be read can tell: one that
 * it names, one in which it was seen the last time, or any where it is found
 * nowhere else.
 *
 * @throws PlacementError in words where its annotations cannot be understood.
 */
export function locate(
  entity: Entity,
  landscape: Landscape,
  clusters: ReadonlyMap<string, ReadCluster>,
  sightings: Sightings,
): LocatedEntity | undefined {
  const entityRef = stringifyEntityRef(entity);
  const silent = new Set<string>();
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
    const named = clustersNamedBy(part, placement, landscape, clusters);
    for (const cluster of named ?? clusters.values()) {
      if (!cluster.index) {
        if (named || sightings.wasSeen(cluster.name, entityRef)) {
          return undefined;
        }
        silent.add(cluster.name);
        continue;
      }
      found.set(cluster, [
        ...(found.get(cluster) ?? []),
        cluster.index.find(placement.selector, placement.namespace),
      ]);
    }
  }
  const sites = [...found]
    .map(([cluster, each]) => ({ cluster, ...mergeFound(each) }))
    .filter(({ instances }) => instances.length > 0);
  return placements.length === 0 || (sites.length === 0 && silent.size > 0)
    ? undefined
    : {
        entityRef,
        owners: [...owners],
        placements,
        looked: [...found.keys()],
        sites,
        silent: [...silent].map(cluster => ({
          cluster,
          since: sightings.silentSince(cluster),
        })),
      };
}

/**
 * The one that its annotation names, else those that it depends on; undefined
 * where it may run in any.
 */
function clustersNamedBy(
  part: Entity,
  { cluster }: Placement,
  landscape: Landscape,
  clusters: ReadonlyMap<string, ReadCluster>,
): ReadCluster[] | undefined {
  const names = cluster === undefined ? landscape.clustersOf(part) : [cluster];
  if (names.length === 0) {
    return undefined;
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
