import express, {
  type ErrorRequestHandler,
  type RequestHandler,
  type Router,
} from 'express';
import type {
  AuditorService,
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  goldenPathsRepositoryPublishPermission,
  goldenPathsRepositoryReadPermission,
} from '@platform-ops/backstage-plugin-golden-paths-common';
import type {
  CatalogAccess,
  RouteServer,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { repositoryRoutes as routes } from '../api/repositoryRoutes';
import type { RepositoryPublisher } from '../repositories/RepositoryPublisher';
import type { RepositoryReader } from '../repositories/RepositoryReader';

/** 20 megabytes in base 64, and 2,000 paths. */
const MOST_BYTES_OF_COMMIT = '30mb';

interface CommitParserOptions {
  httpAuth: HttpAuthService;
  repositoryAccess: CatalogAccess;
}

export interface RepositoryRouterOptions {
  auditor: AuditorService;
  repositoryAccess: CatalogAccess;
  repositoryReader: RepositoryReader;
  repositoryPublisher: RepositoryPublisher;
}

const describeTooLarge: ErrorRequestHandler = (error, _, __, next) => {
  if (error.type === 'entity.too.large') {
    error.message =
      'files: found more than 20 megabytes in one commit; at most 20 megabytes are allowed';
  }
  next(error);
};

/**
 * Commits are larger than anything else that comes: they are read of those only
 * who may publish.
 */
export function parseCommits(
  router: Router,
  { httpAuth, repositoryAccess }: CommitParserOptions,
): void {
  const mayPublish: RequestHandler = (request, _, next) => {
    httpAuth
      .credentials(request, { allow: ['user', 'service'] })
      .then(async credentials =>
        repositoryAccess.require(
          goldenPathsRepositoryPublishPermission,
          credentials,
        ),
      )
      .then(() => next(), next);
  };
  router.post(
    routes.publishCommit.path,
    mayPublish,
    express.json({ limit: MOST_BYTES_OF_COMMIT }),
    describeTooLarge,
  );
}

/**
 * Serves the portal's own Git repositories.
 */
export function serveRepositories(
  serve: RouteServer,
  options: RepositoryRouterOptions,
): void {
  const { repositoryAccess, repositoryReader, repositoryPublisher } = options;

  const mayRead = async (credentials: BackstageCredentials) =>
    repositoryAccess.require(goldenPathsRepositoryReadPermission, credentials);

  serve(routes.listRepositories, async ({ query, credentials }) => {
    await mayRead(credentials);
    return repositoryReader.list(query, credentials);
  });

  serve(routes.getRepository, async ({ params, credentials }) => {
    await mayRead(credentials);
    return repositoryReader.get(params.name, credentials);
  });

  serve(routes.getTree, async ({ params, query, credentials }) => {
    await mayRead(credentials);
    return repositoryReader.tree(params.name, query.ref);
  });

  serve(routes.getFile, async ({ params, query, credentials }) => {
    await mayRead(credentials);
    return repositoryReader.file(params.name, query.path, query.ref);
  });

  serve(routes.getContents, async ({ params, query, credentials }) => {
    await mayRead(credentials);
    return repositoryReader.contents(params.name, query);
  });

  serve(routes.listCommits, async ({ params, query, credentials }) => {
    await mayRead(credentials);
    return repositoryReader.commits(params.name, query);
  });

  serve(
    routes.publishCommit,
    async ({ params, body, credentials, request }) => {
      // That they may was asked before the body was read.
      const event = await options.auditor.createEvent({
        eventId: 'repository-publish',
        severityLevel: 'medium',
        request,
        meta: { repository: params.name, owner: body.owner, mode: body.mode },
      });
      try {
        const published = await repositoryPublisher.publish(
          params.name,
          body,
          credentials,
        );
        await event.success({ meta: { commit: published.commit } });
        return published;
      } catch (error) {
        await event.fail({ error: toError(error) });
        throw error;
      }
    },
  );
}
