import { Alert, Text } from '@backstage/ui';
import type { HealthSource } from '@platform-ops/backstage-plugin-ops-health-common';
import { formatRelativeTime } from '@platform-ops/backstage-plugin-platform-ops-react';

const SHOWN = 2;

/** What went wrong, in words. */
export function SourceErrors(props: {
  errors: HealthSource['errors'];
  all: boolean;
}) {
  const shown = props.all ? props.errors : props.errors.slice(0, SHOWN);
  const more = props.errors.length - shown.length;
  return (
    <>
      {shown.map(({ at, message, subject }) => (
        <Alert
          key={`${at} ${subject} ${message}`}
          status="danger"
          icon
          title={[subject, formatRelativeTime(at)].filter(Boolean).join(', ')}
          description={message}
        />
      ))}
      {more > 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {more === 1 ? '1 more error' : `${more} more errors`}
        </Text>
      )}
    </>
  );
}
