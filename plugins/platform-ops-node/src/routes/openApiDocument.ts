import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import type { JsonObject, JsonValue } from '@backstage/types';
import { statusOf } from './statusOf';
import type { RouteDefinition } from './types';

/**
 * What an OpenAPI document tells.
 *
 * @public
 */
export interface OpenApiOptions {
  title: string;
  description: string;
  /** Where the plugin's routes are: `/api/<plugin>`. */
  baseUrl: string;
  /** By the ids of their operations. */
  routes: Record<string, RouteDefinition>;
}

function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonObject {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    target: 'openapi-3.0',
    io,
    unrepresentable: 'any',
  });
  return rest as JsonObject;
}

function parametersOf(schema: z.ZodObject | undefined, place: string) {
  return Object.entries(schema?.shape ?? {}).map(([name, value]) => ({
    name,
    in: place,
    required:
      place === 'path' || !(value as z.ZodType).safeParse(undefined).success,
    schema: toJsonSchema(value as z.ZodType, 'input'),
  }));
}

const errorResponse: JsonObject = {
  description: 'An error of the framework, by name and message',
  content: {
    'application/json': {
      schema: {
        type: 'object',
        properties: {
          error: {
            type: 'object',
            properties: {
              name: { type: 'string' },
              message: { type: 'string' },
            },
            required: ['name', 'message'],
          },
        },
        required: ['error'],
      },
    },
  },
};

function toOperation(name: string, route: RouteDefinition): JsonObject {
  const status = statusOf(route);
  return {
    operationId: name,
    summary: route.summary,
    security: [{ bearer: [] }],
    parameters: [
      ...parametersOf(route.params, 'path'),
      ...parametersOf(route.query, 'query'),
    ],
    ...(route.body && {
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: toJsonSchema(route.body, 'input'),
            example: route.example?.body as JsonValue,
          },
        },
      },
    }),
    responses: {
      [status]: {
        description: STATUS_CODES[status],
        ...(route.response && {
          content: {
            'application/json': {
              schema: toJsonSchema(route.response, 'output'),
            },
            ...Object.fromEntries(
              (route.otherTypes ?? []).map(type => [
                type,
                { schema: { type: 'string' } },
              ]),
            ),
          },
        }),
      },
      default: errorResponse,
    },
    ...(route.example?.query && { 'x-example-query': route.example.query }),
  };
}

/**
 * The OpenAPI 3.0 document of a backend, made from the schemas that validate
 * its requests.
 *
 * @public
 */
export function openApiDocument(options: OpenApiOptions): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const [name, route] of Object.entries(options.routes)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: toOperation(name, route) };
  }
  return {
    openapi: '3.0.3',
    info: {
      title: options.title,
      version: '1',
      description: options.description,
    },
    servers: [{ url: options.baseUrl }],
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    },
    paths,
  };
}
