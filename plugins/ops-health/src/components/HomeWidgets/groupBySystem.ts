import type {
  HealthState,
  HealthSummary,
} from '@platform-ops/backstage-plugin-ops-health-common';
import { compareStates } from '../../stateOrder';

/** A system with what of it has health, worst first. */
export interface SystemHealth {
  system: string;
  state: HealthState;
  parts: HealthSummary[];
  counts: Partial<Record<HealthState, number>>;
}

/** Systems with their parts, worst first. */
export function groupBySystem(items: readonly HealthSummary[]): SystemHealth[] {
  const bySystem = new Map<string, HealthSummary[]>();
  for (const item of items) {
    if (item.system) {
      bySystem.set(item.system, [...(bySystem.get(item.system) ?? []), item]);
    }
  }
  return [...bySystem]
    .map(([system, unsorted]) => {
      const parts = [...unsorted].sort(
        (one, other) =>
          compareStates(one.state, other.state) || one.tier - other.tier,
      );
      const counts: SystemHealth['counts'] = {};
      for (const { state } of parts) {
        counts[state] = (counts[state] ?? 0) + 1;
      }
      return { system, state: parts[0].state, parts, counts };
    })
    .sort(
      (one, other) =>
        compareStates(one.state, other.state) ||
        (other.counts[other.state] ?? 0) - (one.counts[one.state] ?? 0) ||
        one.system.localeCompare(other.system, 'en'),
    );
}
