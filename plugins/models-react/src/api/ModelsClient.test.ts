import { mockApis, registerMswTestHooks } from '@backstage/frontend-test-utils';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { ModelsClient } from './ModelsClient';

const BASE = 'http://localhost:7007/api/models';

function createClient() {
  return ModelsClient.create({
    fetchApi: mockApis.fetch({
      resolvePluginProtocol: {
        discoveryApi: { getBaseUrl: async () => BASE },
      },
    }),
  });
}

describe('ModelsClient', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  it('sends lists as repeated parameters and leaves out what is not set', async () => {
    let search: URLSearchParams | undefined;
    server.use(
      http.get(`${BASE}/models`, ({ request }) => {
        search = new URL(request.url).searchParams;
        return HttpResponse.json({ items: [], totalItems: 0 });
      }),
    );

    await createClient().listModels({
      query: 'chest x-ray & co',
      stage: ['production', 'canary'],
      owner: undefined,
      limit: 25,
    });

    expect([...(search ?? [])]).toEqual([
      ['query', 'chest x-ray & co'],
      ['stage', 'production'],
      ['stage', 'canary'],
      ['limit', '25'],
    ]);
  });

  it('finds the model of an entity, and says when there is none', async () => {
    server.use(
      http.get(`${BASE}/models`, ({ request }) => {
        const refs = new URL(request.url).searchParams.getAll('entityRef');
        return refs[0] === 'model:main/churn'
          ? HttpResponse.json({ items: [{ id: 'one' }], totalItems: 1 })
          : HttpResponse.json({ items: [], totalItems: 0 });
      }),
      http.get(`${BASE}/models/one`, () => HttpResponse.json({ id: 'one' })),
    );
    const client = createClient();

    await expect(client.getModelByRef('model:main/churn')).resolves.toEqual({
      id: 'one',
    });
    await expect(client.getModelByRef('model:main/other')).resolves.toBe(
      undefined,
    );
  });

  it('asks for at most 200 refs at once and leaves out the unknown', async () => {
    const sizes: number[] = [];
    server.use(
      http.post(`${BASE}/models/by-refs`, async ({ request }) => {
        const { entityRefs } = (await request.json()) as {
          entityRefs: string[];
        };
        sizes.push(entityRefs.length);
        return HttpResponse.json({
          items: entityRefs.map(ref =>
            ref === 'model:main/m7' ? null : { entityRef: ref },
          ),
        });
      }),
    );
    const refs = Array.from({ length: 250 }, (_, at) => `model:main/m${at}`);

    const found = await createClient().getModelsByRefs([...refs, refs[0]]);

    expect(sizes.sort()).toEqual([200, 50]);
    expect(found.size).toBe(249);
    expect(found.has('model:main/m7')).toBe(false);
    expect(found.get('model:main/m249')).toEqual({
      entityRef: 'model:main/m249',
    });
  });

  it('reaches versions, comparison and history of a model', async () => {
    const asked: string[] = [];
    server.use(
      http.get(`${BASE}/models/:id/*`, ({ request }) => {
        asked.push(request.url.slice(BASE.length));
        return HttpResponse.json({});
      }),
    );
    const client = createClient();

    await client.listVersions('one', { sort: 'createdAt', order: 'asc' });
    await client.getVersion('one', 'two');
    await client.compareVersions('one', ['3', '4']);
    await client.listStageHistory('one', { limit: 10 });

    expect(asked).toEqual([
      '/models/one/versions?sort=createdAt&order=asc',
      '/models/one/versions/two',
      '/models/one/comparison?versions=3%2C4',
      '/models/one/stage-history?limit=10',
    ]);
  });

  it('asks for a sync and passes a refusal on under its name', async () => {
    server.use(
      http.post(
        `${BASE}/registries/main/sync`,
        () => new HttpResponse(null, { status: 202 }),
      ),
      http.get(`${BASE}/registries`, () =>
        HttpResponse.json(
          {
            error: { name: 'NotAllowedError', message: 'Not for you' },
            response: { statusCode: 403 },
          },
          { status: 403 },
        ),
      ),
    );
    const client = createClient();

    await expect(client.syncRegistry('main')).resolves.toBeUndefined();
    await expect(client.listRegistries()).rejects.toMatchObject({
      statusCode: 403,
      cause: { name: 'NotAllowedError', message: 'Not for you' },
    });
  });
});
