import {
  BreadcrumbEntry,
  useApi,
  useRouteRef,
  useRouteRefParams,
} from '@backstage/frontend-plugin-api';
import { Container, Text } from '@backstage/ui';
import type { Repository } from '@platform-ops/backstage-plugin-golden-paths-common';
import {
  AppLink,
  EmptyState,
  LoadFailure,
  PageSection,
  SkeletonLines,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { goldenPathsApiRef } from '../../api';
import { repositoriesRouteRef, repositoryRouteRef } from '../../routes';
import { RepositoryCommits } from './RepositoryCommits';
import { RepositoryFiles } from './RepositoryFiles';
import { RepositoryHead } from './RepositoryHead';
import styles from './RepositoryPage.module.css';

const SKELETON_LINES = 16;

function RepositoryView(props: { repository: Repository }) {
  const { repository } = props;
  const { name, title, headCommit } = repository;
  return (
    <>
      <Text as="h2" variant="title-small">
        {title}
      </Text>
      <RepositoryHead repository={repository} />
      <PageSection title="Files">
        <RepositoryFiles name={name} commit={headCommit} />
      </PageSection>
      <PageSection title="Commits">
        <RepositoryCommits name={name} commit={headCommit} />
      </PageSection>
    </>
  );
}

/** A repository that the portal keeps: files, commits, how to clone it. */
export function RepositoryPage() {
  const { name } = useRouteRefParams(repositoryRouteRef);
  const api = useApi(goldenPathsApiRef);
  const repositoriesRoute = useRouteRef(repositoriesRouteRef);
  const { value, error, loading, reload } = useLoad(name, async () => ({
    repository: await api.getRepository(name),
  }));
  return (
    <BreadcrumbEntry entry={{ label: name, href: '.' }}>
      <Container className={styles.page}>
        {error && (
          <LoadFailure what="the repository" error={error} onRetry={reload} />
        )}
        {!value && !error && loading && (
          <SkeletonLines
            lines={SKELETON_LINES}
            label="Loading the repository"
          />
        )}
        {value && !value.repository && (
          <EmptyState
            title={`There is no repository ${name}`}
            description="It was never made here, or it was removed."
            action={
              repositoriesRoute && (
                <AppLink to={repositoriesRoute()}>All repositories</AppLink>
              )
            }
          />
        )}
        {value?.repository && <RepositoryView repository={value.repository} />}
      </Container>
    </BreadcrumbEntry>
  );
}
