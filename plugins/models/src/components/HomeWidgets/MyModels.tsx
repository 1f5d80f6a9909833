import {
  identityApiRef,
  useApi,
  useRouteRef,
} from '@backstage/frontend-plugin-api';
import { modelsApiRef } from '@platform-ops/backstage-plugin-models-react';
import {
  AppLink,
  EmptyState,
  LoadFailure,
  SkeletonLines,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { modelsRouteRef } from '../../routes';
import { ModelList } from '../RelatedModelsCard';
import styles from './HomeWidgets.module.css';

const SHOWN = 8;

/** The models that the viewer or one of their groups owns. */
export function MyModels() {
  const api = useApi(modelsApiRef);
  const identity = useApi(identityApiRef);
  const modelsPath = useRouteRef(modelsRouteRef)?.();
  const { value, error, reload } = useLoad('mine', async () => {
    const { ownershipEntityRefs } = await identity.getBackstageIdentity();
    if (ownershipEntityRefs.length === 0) {
      return { items: [], total: 0, search: '' };
    }
    const { items, totalItems } = await api.listModels({
      owner: ownershipEntityRefs,
      sort: 'stage',
      order: 'desc',
      limit: SHOWN,
    });
    const owners = ownershipEntityRefs.map(ref => ['owner', ref]);
    return {
      items,
      total: totalItems,
      search: new URLSearchParams(owners).toString(),
    };
  });
  if (error && !value) {
    return <LoadFailure what="your models" error={error} onRetry={reload} />;
  }
  if (!value) {
    return <SkeletonLines lines={SHOWN} label="Loading your models" />;
  }
  return value.items.length > 0 ? (
    <>
      <ModelList models={value.items} />
      {modelsPath && value.total > SHOWN && (
        <AppLink
          to={`${modelsPath}?${value.search}`}
          variant="body-small"
          className={styles.all}
        >
          All my {value.total} models
        </AppLink>
      )}
    </>
  ) : (
    <EmptyState
      title="You own no model"
      description="Models whose owner is you or one of your groups appear here."
    />
  );
}
