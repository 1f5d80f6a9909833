import type { Request, Router } from 'express';
import { z } from 'zod';
import type {
  BackstageCredentials,
  BackstagePrincipalTypes,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { parseInput } from './parseInput';
import { statusOf } from './statusOf';
import type { RouteAnswer, RouteDefinition, RouteInput } from './types';
import { WrittenAnswer } from './WrittenAnswer';

/**
 * Who may call a route.
 *
 * @public
 */
export type RouteCaller = 'user' | 'service';

/**
 * Adds a route to the router. Both users and services may call it where
 * nothing else is said.
 *
 * @public
 */
export type RouteServer = <
  TRoute extends RouteDefinition,
  TCaller extends RouteCaller = RouteCaller,
>(
  route: TRoute,
  handle: (
    input: RouteInput<
      TRoute,
      BackstageCredentials<BackstagePrincipalTypes[TCaller]>
    >,
  ) => Promise<RouteAnswer<TRoute> | WrittenAnswer>,
  options?: { allow?: TCaller[] },
) => void;

const openApiRoute = {
  method: 'get',
  path: '/openapi.json',
  summary: 'This document',
  response: z.unknown(),
} satisfies RouteDefinition;

/**
 * Gives the function that adds routes to a router: it finds out who asks,
 * validates the request, and sends what the handler gives.
 *
 * @remarks
 *
 * The router has to parse JSON bodies before. It gets the route
 * `/openapi.json`, which serves the document.
 *
 * @public
 */
export function createRouteServer(options: {
  router: Router;
  httpAuth: HttpAuthService;
  /** Of all routes, from {@link openApiDocument}. */
  document: JsonObject;
}): RouteServer {
  const { router, httpAuth, document } = options;

  const serve: RouteServer = (route, handle, { allow } = {}) => {
    const answer = async (request: Request) => {
      const parse = (schema: z.ZodType | undefined, value: unknown) =>
        schema && parseInput(schema, value);
      const credentials = await httpAuth.credentials(request, {
        allow: allow ?? ['user', 'service'],
      });
      return handle({
        params: parse(route.params, request.params),
        query: parse(route.query, request.query),
        body: parse(route.body, request.body),
        credentials,
        request,
      } as Parameters<typeof handle>[0]);
    };
    router[route.method](route.path, (request, response, next) => {
      answer(request)
        .then(body => {
          response.status(statusOf(route));
          if (body instanceof WrittenAnswer) {
            response.set(body.headers).type(body.contentType).send(body.text);
          } else if (route.response) {
            response.json(body);
          } else {
            response.end();
          }
        })
        .catch(next);
    });
  };

  serve(openApiRoute, async () => document);
  return serve;
}
