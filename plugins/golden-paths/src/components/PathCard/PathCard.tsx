import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import type { EntityPath } from '@platform-ops/backstage-plugin-golden-paths-common';
import {
  AppLink,
  EmptyState,
  EntityLink,
  KeyValueList,
  LoadFailure,
  Panel,
  SkeletonLines,
  StateBadge,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { goldenPathsApiRef } from '../../api';
import { describeBehind } from '../../paths/describeBehind';
import { findRepositoryName } from '../../paths/findRepositoryName';
import { differenceRouteRef, repositoryRouteRef } from '../../routes';
import styles from './PathCard.module.css';

const SKELETON_LINES = 3;

function Standing(props: { path: EntityPath; repository?: string }) {
  const { entityRef, templateRef, version, latest, isBehind } = props.path;
  const { repository } = props;
  const differenceRoute = useRouteRef(differenceRouteRef);
  const repositoryRoute = useRouteRef(repositoryRouteRef);
  const behind = describeBehind(props.path);
  return (
    <>
      <KeyValueList
        items={[
          { label: 'Path', value: <EntityLink entityRef={templateRef} /> },
          { label: 'Made with', value: version },
          { label: 'Newest version', value: latest },
          {
            label: 'Standing',
            value: <StateBadge state={behind.state} label={behind.label} />,
          },
        ]}
      />
      <Text as="p" variant="body-small" color="secondary">
        {behind.reason}.
      </Text>
      {repository && repositoryRoute && (
        <AppLink to={repositoryRoute({ name: repository })}>
          Open the repository {repository}
        </AppLink>
      )}
      {isBehind && differenceRoute && (
        <AppLink to={differenceRoute(parseEntityRef(entityRef))}>
          See what {latest} would change
        </AppLink>
      )}
    </>
  );
}

/** The path that an entity came from, and whether it is behind. */
export function PathCard() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const api = useApi(goldenPathsApiRef);
  const { value, error, loading, reload } = useLoad(entityRef, async () => ({
    path: await api.getEntityPath(entityRef),
  }));
  return (
    <Panel title="Golden path">
      <div className={styles.body}>
        {error && (
          <LoadFailure what="the path" error={error} onRetry={reload} />
        )}
        {!value && !error && loading && (
          <SkeletonLines lines={SKELETON_LINES} label="Loading the path" />
        )}
        {value &&
          (value.path ? (
            <Standing
              path={value.path}
              repository={findRepositoryName(entity)}
            />
          ) : (
            <EmptyState
              title="It came from no path"
              description="Its annotation names none that is readable."
            />
          ))}
      </div>
    </Panel>
  );
}
