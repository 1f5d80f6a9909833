import { Text } from '@backstage/ui';
import type { ListHealthChangesResponse } from '@platform-ops/backstage-plugin-ops-health-common';

/** What the list does not tell, since it could not be asked. */
export function MissingChanges(props: {
  changes: Pick<ListHealthChangesResponse, 'incomplete'>;
}) {
  return props.changes.incomplete.map(({ part, reason }) => (
    <Text key={part} as="p" variant="body-small" color="secondary">
      Changes of {part} are not told: {reason}.
    </Text>
  ));
}
