import type {
  ErrorRequestHandler,
  RequestHandler,
  Router as ExpressRouter,
} from 'express';
import Router from 'express-promise-router';
import type {
  BackstageCredentials,
  BackstagePrincipalTypes,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { scorecardsResultReportPermission } from '@platform-ops/backstage-plugin-scorecards-common';
import {
  createRouteServer,
  openApiDocument,
  parseInput,
  type CatalogAccess,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { routes, toReportBody } from './api/routes';
import type { ResultStore } from './database/ResultStore';
import { parseJson } from './documents/checkJsonShape';
import { ByteBudget } from './http/ByteBudget';
import { readUpload } from './http/readUpload';
import { noSuchEntity, type ResultQueue } from './services/ResultQueue';
import type { ResultService } from './services/ResultService';
import type { ResultTeller } from './services/ResultTeller';

const PATH = '/results';
/** Of all uploads together. */
const MOST_BYTES_AT_ONCE = 64 * 1024 * 1024;

type Caller = BackstageCredentials<BackstagePrincipalTypes['user' | 'service']>;

/**
 * The REST API of pushed results.
 */
export function createRouter(options: {
  httpAuth: HttpAuthService;
  access: CatalogAccess;
  queue: ResultQueue;
  results: ResultService;
  store: ResultStore;
  teller: ResultTeller;
}): ExpressRouter {
  const { httpAuth, access, queue, results, store, teller } = options;
  const budget = new ByteBudget(MOST_BYTES_AT_ONCE);

  /** Nothing is read of somebody who may not push, or that there is no room for. */
  const admit: RequestHandler = async request => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    await access.require(scorecardsResultReportPermission, credentials);
    queue.requireRoom();
    return 'next';
  };
  const read: RequestHandler = async request => {
    const text = await readUpload(request, budget);
    request.body =
      'kind' in request.query
        ? toReportBody(
            parseInput(routes.reportResult.query, request.query),
            text,
          )
        : parseJson(text);
    return 'next';
  };
  const sayWhenToRetry: ErrorRequestHandler = (error, _, response, next) => {
    if (typeof error?.retryAfterSeconds === 'number') {
      response.setHeader('retry-after', String(error.retryAfterSeconds));
    }
    next(error);
  };
  /** Tokens of pipelines may push and read nothing; people push what they see. */
  const requireVisible = async (entityRef: string, credentials: Caller) => {
    if (credentials.principal.type === 'user') {
      const isVisible = await access.visibility(credentials);
      if (!isVisible(entityRef)) {
        throw noSuchEntity(entityRef);
      }
    }
  };

  const router = Router();
  const own = Router();
  router.use(PATH, own);
  own.post('/', admit, read);
  const serve = createRouteServer({
    router: own,
    httpAuth,
    document: openApiDocument({
      title: 'Results of pipelines and scanners',
      description:
        'Facts that are pushed. A document has at most 10 MiB, packed with gzip or not.',
      baseUrl: `/api/scorecards${PATH}`,
      routes,
    }),
  });

  serve(routes.reportResult, async ({ body, credentials }) => {
    await requireVisible(body.entityRef, credentials);
    return results.report(body, nameOf(credentials));
  });

  serve(routes.removeResults, async ({ query, credentials }) => {
    await access.require(scorecardsResultReportPermission, credentials);
    await requireVisible(query.entityRef, credentials);
    const removed = await store.remove(query);
    await teller.tell([query.entityRef]);
    return { removed };
  });

  own.use(sayWhenToRetry);
  return router;
}

function nameOf({ principal }: Caller): string {
  return principal.type === 'user'
    ? principal.userEntityRef
    : principal.subject;
}
