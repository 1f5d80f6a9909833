import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  modelsApiRef,
  useLoad,
} from '@platform-ops/backstage-plugin-models-react';
import {
  EmptyState,
  LoadFailure,
  SkeletonLines,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { ModelList } from '../RelatedModelsCard';

const SHOWN = 8;

/** The models that the viewer or one of their groups owns. */
export function MyModels() {
  const api = useApi(modelsApiRef);
  const identity = useApi(identityApiRef);
  const { value, error, reload } = useLoad('mine', async () => {
    const { ownershipEntityRefs } = await identity.getBackstageIdentity();
    if (ownershipEntityRefs.length === 0) {
      return [];
    }
    const { items } = await api.listModels({
      owner: ownershipEntityRefs,
      sort: 'stage',
      order: 'desc',
      limit: SHOWN,
    });
    return items;
  });
  if (error && !value) {
    return <LoadFailure what="your models" error={error} onRetry={reload} />;
  }
  if (!value) {
    return <SkeletonLines lines={SHOWN} label="Loading your models" />;
  }
  return value.length > 0 ? (
    <ModelList models={value} />
  ) : (
    <EmptyState
      title="You own no model"
      description="Models whose owner is you or one of your groups appear here."
    />
  );
}
