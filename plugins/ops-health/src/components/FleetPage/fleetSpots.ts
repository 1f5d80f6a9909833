import type {
  FleetGroup,
  HealthState,
} from '@platform-ops/backstage-plugin-ops-health-common';

/** What can be pointed at on the map: the head of a tile, or a cell. */
export interface FleetSpot {
  entityRef: string;
  title: string;
  state: HealthState;
  stale: boolean;
  /** The tab of the entity's page that it leads to. */
  tab?: string;
  /** The title of the system that it is part of. */
  system?: string;
  /** What is known of why; of a cell it is asked for. */
  reason?: string;
}

/** The spots in the order of the page, and the number of each tile's first. */
export function listSpots(groups: readonly FleetGroup[]): {
  spots: FleetSpot[];
  firstSpots: number[];
} {
  const spots: FleetSpot[] = [];
  const firstSpots: number[] = [];
  for (const group of groups) {
    firstSpots.push(spots.length);
    if (group.system) {
      spots.push({
        entityRef: group.system,
        title: group.title,
        state: group.state,
        stale: false,
        reason: group.reason,
      });
    }
    for (const cell of group.cells) {
      spots.push({ ...cell, tab: 'health', system: group.title });
    }
  }
  return { spots, firstSpots };
}
