import {
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

/** The golden paths, and what is behind its path. */
export const pathsRouteRef = createRouteRef();

/** What a newer version of its path would change in an entity. */
export const differenceRouteRef = createSubRouteRef({
  parent: pathsRouteRef,
  path: '/difference/:namespace/:kind/:name',
});

/** The repositories that the portal keeps. */
export const repositoriesRouteRef = createRouteRef();

/** One of them. */
export const repositoryRouteRef = createSubRouteRef({
  parent: repositoriesRouteRef,
  path: '/:name',
});
