import { z } from 'zod';
import { routes, type RouteDefinition } from './routes';

function toJsonSchema(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    target: 'openapi-3.0',
    io,
    unrepresentable: 'any',
  });
  return rest;
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

const errorResponse = {
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

function toOperation(name: string, route: RouteDefinition) {
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
            example: route.example?.body,
          },
        },
      },
    }),
    responses: {
      ...(route.response
        ? {
            200: {
              description: 'The answer',
              content: {
                'application/json': {
                  schema: toJsonSchema(route.response, 'output'),
                },
              },
            },
          }
        : { 202: { description: 'Accepted' } }),
      default: errorResponse,
    },
    ...(route.example?.query && { 'x-example-query': route.example.query }),
  };
}

/**
 * The OpenAPI 3.0 document of the models backend, made from the schemas that
 * validate its requests.
 */
export function openApiDocument() {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, route] of Object.entries<RouteDefinition>(routes)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: toOperation(name, route) };
  }
  return {
    openapi: '3.0.3',
    info: {
      title: 'Models',
      version: '1',
      description:
        'Models, their versions and stage history from every registry. Lists are paged by cursor.',
    },
    servers: [{ url: '/api/models' }],
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    },
    paths,
  };
}
