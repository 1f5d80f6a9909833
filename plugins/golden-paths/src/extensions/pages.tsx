import { PageBlueprint } from '@backstage/frontend-plugin-api';
import { pathsRouteRef, repositoriesRouteRef } from '../routes';

// Without icons: one comes here from Create and from the pages of entities.
const pathsPage = PageBlueprint.make({
  params: {
    path: '/golden-paths',
    title: 'Golden paths',
    routeRef: pathsRouteRef,
    loader: () =>
      import('../components/PathsPage').then(({ PathsPages }) => (
        <PathsPages />
      )),
  },
});

const repositoriesPage = PageBlueprint.make({
  name: 'repositories',
  params: {
    path: '/repositories',
    title: 'Repositories',
    routeRef: repositoriesRouteRef,
    loader: () =>
      import('../components/RepositoriesPage').then(({ RepositoriesPages }) => (
        <RepositoriesPages />
      )),
  },
});

export const pages = [pathsPage, repositoriesPage];
