import type { Request } from 'express';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { z } from 'zod';

/**
 * One route: what it takes and gives. Requests are validated with these
 * schemas and the OpenAPI document is made from them.
 *
 * @public
 */
export interface RouteDefinition {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With parameters in the manner of express: `/models/:id`. */
  path: string;
  summary: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodObject;
  /** The answer has no body where missing. */
  response?: z.ZodType;
  /** Other media types that the answer may have, e.g. `text/plain`. */
  otherTypes?: string[];
  /** Of the answer: by default 200 with a response, 204 without one. */
  status?: 200 | 201 | 202 | 204;
  /** A request that works on any installation. */
  example?: { query?: Record<string, string>; body?: unknown };
}

/**
 * What a route's handler gets: the request in the form of the route's schemas,
 * and who asks.
 *
 * @public
 */
export interface RouteInput<
  TRoute extends RouteDefinition,
  TCredentials extends BackstageCredentials = BackstageCredentials,
> {
  params: TRoute['params'] extends z.ZodType
    ? z.output<TRoute['params']>
    : undefined;
  query: TRoute['query'] extends z.ZodType
    ? z.output<TRoute['query']>
    : undefined;
  body: TRoute['body'] extends z.ZodType ? z.output<TRoute['body']> : undefined;
  credentials: TCredentials;
  /** As it came, e.g. for the auditor. */
  request: Request;
}

/**
 * What a route's handler gives.
 *
 * @public
 */
export type RouteAnswer<TRoute extends RouteDefinition> =
  TRoute['response'] extends z.ZodType ? z.input<TRoute['response']> : void;
