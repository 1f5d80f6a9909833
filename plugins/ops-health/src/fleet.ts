import { parseEntityRef } from '@backstage/catalog-model';
import type {
  FleetCell,
  FleetGroup,
  HealthState,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type { FleetFilter } from './hooks/useFleetView';
import { compareStates } from './stateOrder';

/** `component` of `component:default/api`. */
export function kindOf(entityRef: string): string {
  return parseEntityRef(entityRef).kind.toLocaleLowerCase('en-US');
}

function compareCells(one: FleetCell, other: FleetCell): number {
  return (
    compareStates(one.state, other.state) ||
    one.tier - other.tier ||
    one.title.localeCompare(other.title, 'en')
  );
}

/** What passes the filter, worst first; a group with nothing left is left out. */
export function filterFleet(
  groups: readonly FleetGroup[],
  filter: Pick<FleetFilter, 'state' | 'system' | 'kind' | 'text'>,
): FleetGroup[] {
  const { state, system, kind } = filter;
  const text = filter.text.toLocaleLowerCase('en');
  const passes = (cell: FleetCell) =>
    (state.length === 0 || state.includes(cell.state)) &&
    (kind.length === 0 || kind.includes(kindOf(cell.entityRef))) &&
    (text === '' ||
      `${cell.title} ${cell.entityRef}`.toLocaleLowerCase('en').includes(text));
  return groups
    .filter(group => system.length === 0 || system.includes(group.system ?? ''))
    .map(group => ({
      ...group,
      cells: group.cells.filter(passes).sort(compareCells),
    }))
    .filter(({ cells }) => cells.length > 0);
}

/** How many are in each state, over the given groups. */
export function countStates(
  groups: readonly FleetGroup[],
): Partial<Record<HealthState, number>> {
  const counts: Partial<Record<HealthState, number>> = {};
  for (const { cells } of groups) {
    for (const { state } of cells) {
      counts[state] = (counts[state] ?? 0) + 1;
    }
  }
  return counts;
}
