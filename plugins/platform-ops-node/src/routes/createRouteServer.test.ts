import express from 'express';
import request from 'supertest';
import { z } from 'zod';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import { createRouteServer } from './createRouteServer';
import { openApiDocument } from './openApiDocument';
import type { RouteDefinition } from './types';
import { WrittenAnswer } from './WrittenAnswer';

const noteSchema = z.object({
  text: z.string(),
  length: z.number().default(0),
});
const idParams = z.object({ id: z.string().max(5) });

const routes = {
  listNotes: {
    method: 'get',
    path: '/notes',
    summary: 'Notes',
    query: z.object({
      limit: z.coerce.number().int().min(1).default(10),
      sort: z.enum(['text', 'length']).optional(),
    }),
    response: z.object({ items: z.array(noteSchema), limit: z.number() }),
    example: { query: { limit: '5' } },
  },
  addNote: {
    method: 'post',
    path: '/notes',
    summary: 'Add a note',
    body: noteSchema,
    response: noteSchema,
    status: 201,
    example: { body: { text: 'new' } },
  },
  replaceNote: {
    method: 'put',
    path: '/notes/:id',
    summary: 'Replace a note',
    params: idParams,
    body: noteSchema,
  },
  removeNote: {
    method: 'delete',
    path: '/notes/:id',
    summary: 'Remove a note',
    params: idParams,
  },
  printNote: {
    method: 'get',
    path: '/notes/:id/print',
    summary: 'A note as text',
    params: idParams,
    response: noteSchema,
    otherTypes: ['text/plain'],
  },
  sweep: {
    method: 'post',
    path: '/sweep',
    summary: 'Ask for a sweep',
    status: 202,
  },
} satisfies Record<string, RouteDefinition>;

const user = mockCredentials.user.header();
const service = mockCredentials.service.header({
  onBehalfOf: mockCredentials.service(),
  targetPluginId: 'notes',
});

async function start() {
  const seen: unknown[] = [];
  const { server } = await startTestBackend({
    features: [
      createBackendPlugin({
        pluginId: 'notes',
        register(env) {
          env.registerInit({
            deps: {
              httpAuth: coreServices.httpAuth,
              httpRouter: coreServices.httpRouter,
            },
            async init({ httpAuth, httpRouter }) {
              const router = express.Router();
              router.use(express.json());
              const serve = createRouteServer({
                router,
                httpAuth,
                document: openApiDocument({
                  title: 'Notes',
                  description: 'What was noted.',
                  baseUrl: '/api/notes',
                  routes,
                }),
              });
              serve(routes.listNotes, async ({ query }) => ({
                items: [],
                limit: query.limit,
              }));
              serve(
                routes.addNote,
                async ({ body, credentials }) => {
                  seen.push(credentials.principal.userEntityRef);
                  return body;
                },
                { allow: ['user'] },
              );
              serve(routes.replaceNote, async ({ params, body }) => {
                seen.push(params.id, body);
              });
              serve(routes.removeNote, async ({ params }) => {
                throw new NotFoundError(`There is no note ${params.id}`);
              });
              serve(
                routes.printNote,
                async ({ params }) =>
                  new WrittenAnswer({
                    contentType: 'text/plain',
                    text: `Note ${params.id}`,
                    headers: { 'x-length': '1' },
                  }),
              );
              serve(
                routes.sweep,
                async ({ credentials }) => {
                  seen.push(credentials.principal.subject);
                },
                { allow: ['service'] },
              );
              httpRouter.use(router);
            },
          });
        },
      }),
    ],
  });
  return {
    seen,
    send: (
      method: RouteDefinition['method'],
      path: string,
      options: { body?: object; authorization?: string } = {},
    ) =>
      request(server)
        [method](`/api/notes${path}`)
        .set('authorization', options.authorization ?? user)
        .send(options.body),
  };
}

describe('createRouteServer', () => {
  it('gives handlers what the schemas make of a request, and answers with the status of the route', async () => {
    const { send, seen } = await start();
    const list = await send('get', '/notes?limit=3');
    expect([list.status, list.body]).toEqual([200, { items: [], limit: 3 }]);
    const added = await send('post', '/notes', { body: { text: 'a' } });
    expect([added.status, added.body]).toEqual([201, { text: 'a', length: 0 }]);
    const replaced = await send('put', '/notes/1', { body: { text: 'b' } });
    expect([replaced.status, replaced.body]).toEqual([204, {}]);
    const swept = await send('post', '/sweep', { authorization: service });
    expect(swept.status).toBe(202);
    expect(seen).toEqual([
      'user:default/mock',
      '1',
      { text: 'b', length: 0 },
      'external:test-service',
    ]);
  });

  it('sends what is written, as it is', async () => {
    const { send } = await start();
    const printed = await send('get', '/notes/1/print');
    expect([printed.status, printed.text]).toEqual([200, 'Note 1']);
    expect(printed.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'x-length': '1',
    });
    const { body } = await send('get', '/openapi.json');
    const { content } = body.paths['/notes/{id}/print'].get.responses[200];
    expect(Object.keys(content)).toEqual(['application/json', 'text/plain']);
  });

  it('passes on what handlers throw', async () => {
    const { send } = await start();
    const { status, body } = await send('delete', '/notes/1');
    expect(status).toBe(404);
    expect(body.error.message).toBe('There is no note 1');
  });

  it('names each wrong field, what was found and what is allowed', async () => {
    const { send, seen } = await start();
    const bad = await send('get', '/notes?limit=0&sort=age');
    expect(bad.status).toBe(400);
    expect(bad.body.error.message).toMatch(
      /^limit: .*>=1; found "0"\. sort: .*"text"\|"length"; found "age"$/,
    );
    const put = async (path: string, body?: object) =>
      (await send('put', path, { body })).body.error.message;
    expect(await put('/notes/123456', { text: 'a' })).toMatch(/^id: /);
    expect(await put('/notes/1', {})).toMatch(/^text: .*; found nothing$/);
    expect(await put('/notes/1', { text: ['a\0'] })).toMatch(
      /^input: found the character U\+0000/,
    );
    expect(seen).toEqual([]);
  });

  it('lets only those call whom a route is for', async () => {
    const { send, seen } = await start();
    const none = mockCredentials.none.header();
    for (const [method, path, authorization, status] of [
      ['get', '/notes', service, 200],
      ['get', '/notes', none, 401],
      ['get', '/openapi.json', none, 401],
      ['post', '/notes', service, 403],
      ['post', '/sweep', user, 403],
    ] as const) {
      const answer = await send(method, path, { authorization });
      expect([method, path, answer.status]).toEqual([method, path, status]);
    }
    expect(seen).toEqual([]);
  });

  it('serves the document of its routes', async () => {
    const { send } = await start();
    const { body } = await send('get', '/openapi.json');
    expect(body).toMatchObject({
      openapi: '3.0.3',
      info: { title: 'Notes', description: 'What was noted.' },
      servers: [{ url: '/api/notes' }],
      paths: {
        '/notes': {
          get: {
            operationId: 'listNotes',
            'x-example-query': { limit: '5' },
            parameters: [
              { name: 'limit', in: 'query', required: false },
              {
                name: 'sort',
                in: 'query',
                required: false,
                schema: { enum: ['text', 'length'] },
              },
            ],
          },
          post: {
            operationId: 'addNote',
            requestBody: {
              content: {
                'application/json': {
                  example: { text: 'new' },
                  schema: { required: ['text'] },
                },
              },
            },
            responses: {
              201: {
                description: 'Created',
                content: {
                  'application/json': {
                    schema: { required: ['text', 'length'] },
                  },
                },
              },
            },
          },
        },
        '/notes/{id}': {
          put: {
            parameters: [{ name: 'id', in: 'path', required: true }],
            responses: { 204: { description: 'No Content' } },
          },
        },
      },
    });
    expect(body.paths['/sweep'].post.responses[202]).toEqual({
      description: 'Accepted',
    });
  });
});
