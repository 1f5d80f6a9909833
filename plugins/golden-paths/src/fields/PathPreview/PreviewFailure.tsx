import { Text } from '@backstage/ui';
import { LoadFailure } from '@platform-ops/backstage-plugin-platform-ops-react';
import { namedFields } from './namedFields';

/** Why there is no preview, and which fields of the form have to do with it. */
export function PreviewFailure(props: { error: Error; onRetry: () => void }) {
  const { error, onRetry } = props;
  const fields = namedFields(error);
  return (
    <LoadFailure what="the preview" error={error} onRetry={onRetry}>
      <Text as="p" variant="body-medium">
        {fields.length > 0 ? (
          <>
            Go back and change{' '}
            {fields.map((field, index) => (
              <span key={field}>
                {index > 0 && ', '}
                <strong>{field}</strong>
              </span>
            ))}
            . Nothing has been made.
          </>
        ) : (
          'Nothing has been made, and what you filled in is kept.'
        )}
      </Text>
    </LoadFailure>
  );
}
