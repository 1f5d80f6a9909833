import {
  RELATION_MEMBER_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  modelsApiRef,
  type ModelsQuery,
} from '@platform-ops/backstage-plugin-models-react';
import {
  AppLink,
  EmptyState,
  LoadFailure,
  Panel,
  SkeletonLines,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { modelsRouteRef } from '../../routes';
import { ModelList } from './ModelList';

const SHOWN = 10;

/** A person owns what their groups own. */
function ownersOf(entity: Entity): string[] {
  const groups = (entity.relations ?? [])
    .filter(({ type }) => type === RELATION_MEMBER_OF)
    .map(({ targetRef }) => targetRef);
  return [stringifyEntityRef(entity), ...groups];
}

/** The models of a system, or of a group or person that owns them. */
export function RelatedModelsCard() {
  const { entity } = useEntity();
  const api = useApi(modelsApiRef);
  const modelsPath = useRouteRef(modelsRouteRef)?.();
  const relation =
    entity.kind.toLocaleLowerCase('en-US') === 'system' ? 'system' : 'owner';
  const refs =
    relation === 'system' ? [stringifyEntityRef(entity)] : ownersOf(entity);
  const query: ModelsQuery = {
    [relation]: refs,
    sort: 'stage',
    order: 'desc',
    limit: SHOWN,
  };
  const { value, error, reload } = useLoad(refs.join(), () =>
    api.listModels(query),
  );
  const total = value?.totalItems ?? 0;
  const all = `${modelsPath}?${new URLSearchParams(
    refs.map(ref => [relation, ref]),
  )}`;
  return (
    <Panel
      title="Models"
      action={
        modelsPath &&
        total > SHOWN && <AppLink to={all}>All {total} models</AppLink>
      }
    >
      {error && !value && (
        <LoadFailure what="the models" error={error} onRetry={reload} />
      )}
      {!error && !value && <SkeletonLines label="Loading the models" />}
      {value && total > 0 && <ModelList models={value.items} />}
      {value && total === 0 && (
        <EmptyState
          title="No model yet"
          description={
            relation === 'system'
              ? 'No registered model names this system (tag platformops.io/system).'
              : 'No registered model names this owner, or a group of theirs (tag platformops.io/owner).'
          }
        />
      )}
    </Panel>
  );
}
