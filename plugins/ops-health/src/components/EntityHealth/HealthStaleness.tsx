import type { EntityHealth } from '@platform-ops/backstage-plugin-ops-health-common';
import { StaleMark } from '@platform-ops/backstage-plugin-platform-ops-react';

/** What brings that on which the state rests. */
function sourcesOf(health: EntityHealth): string {
  const ids = [
    ...health.readings.map(({ source }) => source),
    ...health.joins.map(({ source }) => source),
  ];
  return [...new Set(ids)].join(', ') || 'its sources';
}

/** Says that the state is the last known one, and how old it is. */
export function HealthStaleness(props: { health: EntityHealth }) {
  const { health } = props;
  return health.stale && health.observedAt ? (
    <StaleMark since={health.observedAt} source={sourcesOf(health)} />
  ) : null;
}
