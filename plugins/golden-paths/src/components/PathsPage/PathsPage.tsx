import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import { Container, Text } from '@backstage/ui';
import {
  AppLink,
  EmptyState,
  LoadFailure,
  PageSection,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { goldenPathsApiRef } from '../../api';
import { repositoriesRouteRef } from '../../routes';
import { BehindList } from './BehindList';
import { PathList } from './PathList';
import styles from './PathsPage.module.css';

/** The golden paths, and what they made that is no longer of the newest. */
export function PathsPage() {
  const api = useApi(goldenPathsApiRef);
  const repositoriesRoute = useRouteRef(repositoriesRouteRef);
  const { value, error, reload } = useLoad('paths', () => api.listPaths());
  return (
    <Container className={styles.page}>
      <Text as="p" variant="body-medium" color="secondary">
        A golden path is a template whose output runs as it is generated. Start
        one from Create.
        {repositoriesRoute && (
          <>
            {' '}
            What they published to the portal is in its{' '}
            <AppLink to={repositoriesRoute()}>repositories</AppLink>.
          </>
        )}
      </Text>
      {error && <LoadFailure what="the paths" error={error} onRetry={reload} />}
      {value?.items.length === 0 && (
        <EmptyState
          title="There are no golden paths"
          description="Templates with the annotation platformops.io/golden-path-version would be here."
        />
      )}
      {!error && value?.items.length !== 0 && <PathList paths={value?.items} />}
      <PageSection title="Behind their path">
        <BehindList />
      </PageSection>
    </Container>
  );
}
