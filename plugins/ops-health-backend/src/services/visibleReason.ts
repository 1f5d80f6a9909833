import {
  stateWord,
  type HealthReason,
  type HealthSummary,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type { IsVisible } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { FleetEntry } from './HealthSnapshot';

/** Of a server that the reader may not see only the state shows. */
export function visibleReason(
  reason: HealthReason,
  isVisible: IsVisible,
): HealthReason {
  const { entityRef, kind, state, since } = reason;
  return entityRef === undefined || isVisible(entityRef)
    ? reason
    : { kind, state, since, text: `What serves it is ${stateWord(state)}` };
}

/** An entry of the fleet as the reader may see it. */
export function visibleSummary(
  { summary, reason }: FleetEntry,
  isVisible: IsVisible,
): HealthSummary {
  const seen = visibleReason(reason, isVisible);
  return seen === reason ? summary : { ...summary, reason: seen.text };
}
