import { PageRoutes } from '@platform-ops/backstage-plugin-platform-ops-react';
import { repositoryRouteRef } from '../../routes';
import { RepositoryPage } from '../RepositoryPage';
import { RepositoriesPage } from './RepositoriesPage';

/** The repositories, and each of them below. */
export function RepositoriesPages() {
  return (
    <PageRoutes
      pages={[
        { path: '', element: <RepositoriesPage /> },
        { path: repositoryRouteRef.path, element: <RepositoryPage /> },
      ]}
    />
  );
}
