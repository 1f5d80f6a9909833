import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { PluginCaller } from './PluginCaller';

describe('PluginCaller', () => {
  const asked: Array<Pick<IncomingMessage, 'method' | 'url' | 'headers'>> = [];
  let server: Server;
  let status = 200;
  let caller: PluginCaller;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const { method, url, headers } = request;
      asked.push({ method, url, headers });
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify(
          status === 200
            ? { answer: 42 }
            : {
                error: { name: 'NotFoundError', message: 'No such thing' },
                response: { statusCode: status },
              },
        ),
      );
    });
    await new Promise<void>(resolve =>
      server.listen(0, '127.0.0.1', () => resolve()),
    );
    const { port } = server.address() as AddressInfo;
    caller = PluginCaller.create({
      auth: mockServices.auth(),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async id => `http://127.0.0.1:${port}/api/${id}`,
      }),
      pluginId: 'models',
    });
  });
  beforeEach(() => {
    asked.length = 0;
    status = 200;
  });
  afterAll(() => server.close());

  it('asks on behalf of whoever wants to know', async () => {
    const credentials = mockCredentials.user();
    expect(
      await caller.call('/models', {
        credentials,
        query: { stage: ['canary', 'staging'], owner: undefined, limit: 5 },
      }),
    ).toEqual({ answer: 42 });
    await caller.call('/models/by-refs', { credentials, body: { refs: [] } });
    expect(asked).toMatchObject([
      {
        method: 'GET',
        url: '/api/models/models?stage=canary&stage=staging&limit=5',
        headers: {
          authorization: mockCredentials.service.header({
            onBehalfOf: credentials,
            targetPluginId: 'models',
          }),
        },
      },
      {
        method: 'POST',
        url: '/api/models/models/by-refs',
        headers: { 'content-type': 'application/json' },
      },
    ]);
  });

  it('passes errors on, and stops when told', async () => {
    status = 404;
    const credentials = mockCredentials.service();
    await expect(caller.call('/models', { credentials })).rejects.toMatchObject(
      { statusCode: 404, body: { error: { message: 'No such thing' } } },
    );
    await expect(
      caller.call('/models', {
        credentials,
        signal: AbortSignal.abort(new Error('stopped')),
      }),
    ).rejects.toThrow('stopped');
  });
});
