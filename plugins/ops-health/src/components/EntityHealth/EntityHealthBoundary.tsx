import { useEntity } from '@backstage/plugin-catalog-react';
import {
  ANNOTATION_METRIC_LABELS,
  type EntityHealth,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  EmptyState,
  LoadFailure,
  SkeletonLines,
  type Loaded,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { ReactNode } from 'react';

/**
 * Shows the health of the entity once it is there, and why it is not before.
 */
export function EntityHealthBoundary(props: {
  loaded: Loaded<EntityHealth | undefined>;
  lines?: number;
  children: (health: EntityHealth) => ReactNode;
}) {
  const { value: health, error, loading, reload } = props.loaded;
  const { entity } = useEntity();
  if (health) {
    return (
      <>
        {error && (
          <LoadFailure
            what="the newest health of this entity"
            error={error}
            onRetry={reload}
          >
            What is shown is what was read before.
          </LoadFailure>
        )}
        {props.children(health)}
      </>
    );
  }
  if (error) {
    return (
      <LoadFailure
        what="the health of this entity"
        error={error}
        onRetry={reload}
      />
    );
  }
  if (loading) {
    return <SkeletonLines lines={props.lines} label="Loading the health" />;
  }
  return (
    <EmptyState
      title="No health yet"
      description="Its state and its indicators would be here. No source has metrics that join this entity; say which labels they carry:"
      copy={{
        label: 'Copy the annotation',
        text: `metadata:\n  annotations:\n    ${ANNOTATION_METRIC_LABELS}: 'service=${entity.metadata.name}'`,
      }}
    />
  );
}
