import { Text } from '@backstage/ui';
import type { FleetResponse } from '@platform-ops/backstage-plugin-ops-health-common';
import { HealthList } from '../HealthList';

/** The ten worst, in words. */
export function WorstList(props: { worst: FleetResponse['worst'] }) {
  if (props.worst.length === 0) {
    return (
      <Text as="p" variant="body-small" color="secondary">
        Nothing is bad, and nothing warns.
      </Text>
    );
  }
  return (
    <HealthList
      items={props.worst.map(({ entityRef, title, reason }) => ({
        entityRef,
        title,
        state: reason.state,
        reason: reason.text,
        since: reason.since,
      }))}
    />
  );
}
