import { useApi } from '@backstage/frontend-plugin-api';
import { modelsApiRef } from '@platform-ops/backstage-plugin-models-react';
import {
  EmptyState,
  LoadFailure,
  RelativeTime,
  SkeletonLines,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useModelsSignal } from '../../hooks/useModelsSignal';
import { ModelList } from '../RelatedModelsCard';

const SHOWN = 8;

/** The models that changed last. */
export function RecentModels() {
  const api = useApi(modelsApiRef);
  const { value, error, reload } = useLoad('recent', () =>
    api.listModels({ sort: 'updatedAt', order: 'desc', limit: SHOWN }),
  );
  useModelsSignal(reload);
  if (error && !value) {
    return <LoadFailure what="the models" error={error} onRetry={reload} />;
  }
  if (!value) {
    return <SkeletonLines lines={SHOWN} label="Loading the models" />;
  }
  return value.items.length > 0 ? (
    <ModelList
      newest
      models={value.items}
      detail={({ updatedAt, firstSeenAt }) => (
        <RelativeTime time={updatedAt ?? firstSeenAt} />
      )}
    />
  ) : (
    <EmptyState
      title="Nothing has changed"
      description="New models and versions appear here once a registry is read."
    />
  );
}
