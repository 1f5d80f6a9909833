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

  it('reaches the matrix, records, campaigns and what-if', async () => {
    const asked: string[] = [];
    server.use(
      http.all(`${BASE}/*`, async ({ request }) => {
        const body = await request.text();
        asked.push(
          `${request.method} ${request.url.slice(BASE.length)} ${body}`.trim(),
        );
        return HttpResponse.json({});
      }),
    );
    const client = createClient();

    await client.getMatrix({ by: 'owner', kind: ['Model'], text: 'x' });
    await client.getTimeline({
      entityRef: 'model:main/churn',
      framework: 'hipaa-security',
      from: '2026-01-01T00:00:00Z',
    });
    await client.drawSample({
      framework: 'hipaa-security',
      control: 'hipaa-312.e.2.ii',
      from: '2026-01-01T00:00:00Z',
      size: 3,
      seed: 'a & b',
    });
    await client.listCampaigns();
    await client.getCampaign('a/b');
    await client.listCampaignEntities('a/b', { show: 'all', limit: 50 });
    await client.startCampaign({
      title: 'All',
      frameworkId: 'house',
      ownerRef: 'group:default/a',
      dueOn: '2026-05-01',
    });
    await client.endCampaign('a/b');
    await client.tryRules({
      files: [{ name: 'a.yaml', text: 'kind: Checks' }],
    });

    expect(asked).toEqual([
      'GET /scorecards/matrix?by=owner&kind=Model&text=x',
      'GET /timeline?entityRef=model%3Amain%2Fchurn&framework=hipaa-security&from=2026-01-01T00%3A00%3A00Z',
      'GET /samples?framework=hipaa-security&control=hipaa-312.e.2.ii&from=2026-01-01T00%3A00%3A00Z&size=3&seed=a+%26+b',
      'GET /campaigns',
      'GET /campaigns/a%2Fb',
      'GET /campaigns/a%2Fb/entities?show=all&limit=50',
      'POST /campaigns {"title":"All","frameworkId":"house","ownerRef":"group:default/a","dueOn":"2026-05-01"}',
      'POST /campaigns/a%2Fb/end',
      'POST /what-if {"files":[{"name":"a.yaml","text":"kind: Checks"}]}',
    ]);
  });

  it('lets people ask, decide, state and accept', async () => {
    const asked: Array<[string, unknown]> = [];
    server.use(
      http.all(`${BASE}/*`, async ({ request }) => {
        const text = await request.text();
        asked.push([
          `${request.method} ${request.url.slice(BASE.length)}`,
          text ? JSON.parse(text) : undefined,
        ]);
        return HttpResponse.json({});
      }),
    );
    const client = createClient();
    const pair = { frameworkId: 'soc2', controlId: 'cc6.1' };
    const renewal = { reason: 'The disk comes later', days: 30 };

    await client.getInbox();
    await client.listDecisions({
      state: ['approved', 'requested'],
      entityRef: 'model:main/churn',
      limit: 200,
    });
    await client.requestDecision({
      ...pair,
      ...renewal,
      kind: 'exemption',
      entityRef: 'model:main/churn',
    });
    await client.takeDecisionTurn('a/b', 'reject', 'Not so');
    await client.takeDecisionTurn('1', 'approve');
    await client.renewDecision('1', renewal);
    await client.signAttestation({
      ...pair,
      entityRef: 'model:main/churn',
      statement: 'It was looked at',
    });
    await client.withdrawAttestation('2', 'It is not so');
    await client.acceptText({ ...pair, comment: 'Compared with it' });
    await client.withdrawAcceptance({ ...pair, comment: 'The text changed' });

    expect(asked).toEqual([
      ['GET /inbox', undefined],
      [
        'GET /decisions?state=approved&state=requested&entityRef=model%3Amain%2Fchurn&limit=200',
        undefined,
      ],
      [
        'POST /decisions',
        expect.objectContaining({ kind: 'exemption', days: 30 }),
      ],
      ['POST /decisions/a%2Fb/reject', { comment: 'Not so' }],
      ['POST /decisions/1/approve', {}],
      ['POST /decisions/1/renew', renewal],
      [
        'POST /attestations',
        expect.objectContaining({ statement: 'It was looked at' }),
      ],
      ['POST /attestations/2/withdraw', { comment: 'It is not so' }],
      ['POST /acceptances', { ...pair, comment: 'Compared with it' }],
      ['POST /acceptances/withdraw', { ...pair, comment: 'The text changed' }],
    ]);
  });
});
