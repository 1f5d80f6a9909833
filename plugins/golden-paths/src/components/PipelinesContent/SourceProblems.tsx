import { Alert } from '@backstage/ui';
import type { PipelineSource } from '@platform-ops/backstage-plugin-golden-paths-common';
import { RelativeTime } from '@platform-ops/backstage-plugin-platform-ops-react';

/** Where runs can not be read right now, and how old what is shown is. */
export function SourceProblems(props: { sources: readonly PipelineSource[] }) {
  return (
    <>
      {props.sources
        .filter(({ state }) => state !== 'ok')
        .map(({ id, title, state, error, observedAt }) => (
          <Alert
            key={id}
            status={state === 'failing' ? 'warning' : 'info'}
            icon
            title={`${title}: ${error ?? 'no answer yet'}`}
            description={
              observedAt ? (
                <>
                  What is shown of it is as it was{' '}
                  <RelativeTime time={observedAt} />.
                </>
              ) : (
                'Its runs are not known.'
              )
            }
          />
        ))}
    </>
  );
}
