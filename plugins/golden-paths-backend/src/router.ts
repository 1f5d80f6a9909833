import type { Router as ExpressRouter } from 'express';
import express from 'express';
import Router from 'express-promise-router';
import type { HttpAuthService } from '@backstage/backend-plugin-api';
import {
  createRouteServer,
  openApiDocument,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { routes } from './api/routes';
import { serveGit, type GitRouterOptions } from './routers/serveGit';
import { servePaths, type PathRouterOptions } from './routers/servePaths';
import {
  servePipelines,
  type PipelineRouterOptions,
} from './routers/servePipelines';
import {
  parseCommits,
  serveRepositories,
  type RepositoryRouterOptions,
} from './routers/serveRepositories';

/** The values of a path, and longer texts among them. */
const MOST_BYTES = '500kb';

/** What the routes delegate to. */
export interface RouterOptions
  extends PathRouterOptions,
    RepositoryRouterOptions,
    GitRouterOptions,
    PipelineRouterOptions {
  httpAuth: HttpAuthService;
}

/**
 * The REST API of the golden paths backend.
 */
export function createRouter(options: RouterOptions): ExpressRouter {
  const router = Router();
  parseCommits(router, options);
  router.use(express.json({ limit: MOST_BYTES }));
  const serve = createRouteServer({
    router,
    httpAuth: options.httpAuth,
    document: openApiDocument({
      title: 'Golden paths',
      description:
        'Local Git repositories, previews of paths, what is behind, and runs of pipelines. Lists are paged by cursor. Git clones /git/<name>.git; a file as it is stands at /git/<name>/blob/main/<path>.',
      baseUrl: '/api/golden-paths',
      routes,
    }),
  });

  servePaths(serve, options);
  serveRepositories(serve, options);
  servePipelines(serve, options);
  serveGit(router, options);

  return router;
}
