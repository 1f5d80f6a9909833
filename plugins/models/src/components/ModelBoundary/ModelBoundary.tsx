import type { Model } from '@platform-ops/backstage-plugin-models-common';
import {
  EmptyState,
  LoadFailure,
  SkeletonLines,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { ReactNode } from 'react';
import { useEntityModel } from '../../hooks/useEntityModel';

/**
 * Shows the model of the entity once it is there, and why it is not before.
 */
export function ModelBoundary(props: {
  /** What is shown, in the middle of a sentence. */
  what: string;
  lines?: number;
  children: (model: Model, reload: () => void) => ReactNode;
}) {
  const { value: model, error, loading, reload } = useEntityModel();
  if (model) {
    return <>{props.children(model, reload)}</>;
  }
  if (error) {
    return <LoadFailure what={props.what} error={error} onRetry={reload} />;
  }
  if (loading) {
    return (
      <SkeletonLines lines={props.lines} label={`Loading ${props.what}`} />
    );
  }
  return (
    <EmptyState
      title="No registered model stands behind this entity"
      description="Either its registry was not read yet, or the annotation platformops.io/registry-ref names a model that the registry does not have."
    />
  );
}
