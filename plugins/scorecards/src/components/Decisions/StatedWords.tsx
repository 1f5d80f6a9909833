import { Text } from '@backstage/ui';
import type { FrameworkControl } from '@platform-ops/backstage-plugin-scorecards-common';

/** What a person states with their name, and what it is bound to. */
export function StatedWords(
  props: NonNullable<FrameworkControl['attestation']>,
) {
  const { asks, boundTo = [] } = props;
  return (
    <>
      <Text as="p" variant="body-medium">
        You state: {asks}
      </Text>
      {boundTo.length > 0 && (
        <Text as="p" variant="body-medium">
          It is of what the portal knows now. Once one of these changes, it does
          not count any more: {boundTo.join(', ')}.
        </Text>
      )}
    </>
  );
}
