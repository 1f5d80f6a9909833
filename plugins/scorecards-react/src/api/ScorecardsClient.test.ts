import { mockApis, registerMswTestHooks } from '@backstage/frontend-test-utils';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { ScorecardsClient } from './ScorecardsClient';

const BASE = 'http://localhost:7007/api/scorecards';

function createClient() {
  return ScorecardsClient.create({
    fetchApi: mockApis.fetch({
      resolvePluginProtocol: {
        discoveryApi: { getBaseUrl: async () => BASE },
      },
    }),
  });
}

function refusal(name: string, status: number) {
  return HttpResponse.json(
    { error: { name, message: 'not so' }, response: { statusCode: status } },
    { status },
  );
}

describe('ScorecardsClient', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  it('tells an entity without scorecards from a failure', async () => {
    server.use(
      http.get(`${BASE}/scorecards`, ({ request }) =>
        new URL(request.url).searchParams.get('entityRef') === 'model:main/a'
          ? HttpResponse.json({ items: [{ frameworkId: 'house' }] })
          : refusal('NotFoundError', 404),
      ),
      http.get(`${BASE}/controls/*`, () => refusal('NotFoundError', 404)),
      http.get(`${BASE}/frameworks`, () => refusal('NotAllowedError', 403)),
    );
    const client = createClient();

    await expect(client.getScorecards('model:main/a')).resolves.toEqual([
      { frameworkId: 'house' },
    ]);
    await expect(client.getScorecards('model:main/b')).resolves.toEqual([]);
    await expect(
      client.explainControl({
        entityRef: 'model:main/a',
        frameworkId: 'house',
        controlId: 'owner',
      }),
    ).resolves.toBe(undefined);
    await expect(client.listFrameworks()).rejects.toMatchObject({
      cause: { name: 'NotAllowedError' },
    });
  });

  it('asks for at most 200 refs at once and leaves out what has none', async () => {
    const sizes: number[] = [];
    server.use(
      http.post(`${BASE}/scorecards/by-refs`, async ({ request }) => {
        const { entityRefs } = (await request.json()) as {
          entityRefs: string[];
        };
        sizes.push(entityRefs.length);
        return HttpResponse.json({
          items: entityRefs.map(ref =>
            ref === 'model:main/m7' ? [] : [{ entityRef: ref }],
          ),
        });
      }),
    );
    const refs = Array.from({ length: 250 }, (_, at) => `model:main/m${at}`);

    const found = await createClient().getScorecardsByRefs([...refs, refs[0]]);

    expect(sizes.sort()).toEqual([200, 50]);
    expect(found.size).toBe(249);
    expect(found.has('model:main/m7')).toBe(false);
  });

  it('reaches frameworks, lists, controls and collectors', async () => {
    const asked: string[] = [];
    server.use(
      http.all(`${BASE}/*`, ({ request }) => {
        asked.push(`${request.method} ${request.url.slice(BASE.length)}`);
        return HttpResponse.json({}, { status: 202 });
      }),
    );
    const client = createClient();

    await client.listFrameworks();
    await client.getFramework('house/rules');
    await client.listScorecards({
      framework: ['hipaa-security'],
      kind: ['System', 'Model'],
      level: ['none'],
      text: 'x & y',
      limit: 50,
    });
    await client.explainControl({
      entityRef: 'model:main/churn',
      frameworkId: 'hipaa-security',
      controlId: 'hipaa-312.e.2.ii',
    });
    await client.listCollectors();
    await client.refreshCollector('catalog');

    expect(asked).toEqual([
      'GET /frameworks',
      'GET /frameworks/house%2Frules',
      'GET /scorecards/list?framework=hipaa-security&kind=System&kind=Model&level=none&text=x+%26+y&limit=50',
      'GET /controls/hipaa-security/hipaa-312.e.2.ii?entityRef=model%3Amain%2Fchurn',
      'GET /collectors',
      'POST /collectors/catalog/refresh',
    ]);
  });
});
