import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  AppLink,
  EmptyState,
  LoadFailure,
  SkeletonLines,
  type Loaded,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { Scorecard } from '@platform-ops/backstage-plugin-scorecards-common';
import type { ReactNode } from 'react';
import { frameworksRouteRef } from '../../routes';

/** Shows the scorecards of the entity once they are there, and why they are not before. */
export function ScorecardsBoundary(props: {
  loaded: Loaded<Scorecard[]>;
  lines?: number;
  children: (scorecards: Scorecard[]) => ReactNode;
}) {
  const { value: scorecards, error, reload } = props.loaded;
  const frameworksPath = useRouteRef(frameworksRouteRef)?.();
  if (!scorecards) {
    return error ? (
      <LoadFailure
        what="the scorecards of this entity"
        error={error}
        onRetry={reload}
      />
    ) : (
      <SkeletonLines lines={props.lines} label="Loading the scorecards" />
    );
  }
  return (
    <>
      {error && (
        <LoadFailure
          what="the newest scorecards of this entity"
          error={error}
          onRetry={reload}
        >
          What is shown is what was read before.
        </LoadFailure>
      )}
      {scorecards.length > 0 ? (
        props.children(scorecards)
      ) : (
        <EmptyState
          title="No scorecard yet"
          description="What there is evidence for would be here. No framework asks anything of this entity, or it was not evaluated yet. Each framework says of what it asks."
          action={
            frameworksPath && (
              <AppLink to={frameworksPath}>Show the frameworks</AppLink>
            )
          }
        />
      )}
    </>
  );
}
