import { mockApis, registerMswTestHooks } from '@backstage/frontend-test-utils';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { GoldenPathsClient } from './GoldenPathsClient';

const BASE = 'http://localhost:7007/api/golden-paths';

describe('GoldenPathsClient', () => {
  const server = setupServer();
  registerMswTestHooks(server);
  const client = GoldenPathsClient.create({
    fetchApi: mockApis.fetch({
      resolvePluginProtocol: {
        discoveryApi: { getBaseUrl: async () => BASE },
      },
    }),
  });

  it('asks at the addresses of the backend', async () => {
    const asked: string[] = [];
    server.use(
      http.all(`${BASE}/*`, async ({ request }) => {
        const body = await request.text();
        asked.push(
          `${request.method} ${request.url.slice(BASE.length)} ${body}`.trim(),
        );
        return HttpResponse.json({ items: [] });
      }),
    );
    const ref = 'component:default/x';
    await client.listPaths();
    await client.listConnections();
    await client.preview({
      templateRef: 'template:default/t',
      values: { a: 1 },
    });
    await client.getEntityPath(ref);
    await client.listEntitiesBehind({ limit: 10, cursor: 'c' });
    await client.getDifference(ref);
    await client.getPipelines(ref);
    await client.listRepositories({});
    await client.getRepository('x');
    await client.getTree('x', 'main');
    await client.getFile('x', 'docs/a b.md');
    await client.listCommits('x', { cursor: 'c' });
    expect(asked).toEqual([
      'GET /paths',
      'GET /connections',
      'POST /previews {"templateRef":"template:default/t","values":{"a":1}}',
      'GET /entities/paths?entityRef=component%3Adefault%2Fx',
      'GET /entities/behind?limit=10&cursor=c',
      'GET /entities/difference?entityRef=component%3Adefault%2Fx',
      'GET /pipelines?entityRef=component%3Adefault%2Fx',
      'GET /repositories',
      'GET /repositories/x',
      'GET /repositories/x/tree?ref=main',
      'GET /repositories/x/file?path=docs%2Fa+b.md',
      'GET /repositories/x/commits?cursor=c',
    ]);
  });

  it('tells what is not there from a refusal', async () => {
    const answer = (status: number, name: string) =>
      server.use(
        http.get(`${BASE}/repositories/x`, () =>
          HttpResponse.json(
            {
              error: { name, message: 'no' },
              response: { statusCode: status },
            },
            { status },
          ),
        ),
      );
    answer(404, 'NotFoundError');
    await expect(client.getRepository('x')).resolves.toBeUndefined();
    answer(403, 'NotAllowedError');
    await expect(client.getRepository('x')).rejects.toMatchObject({
      cause: { name: 'NotAllowedError' },
    });
  });
});
