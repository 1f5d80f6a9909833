import { mockApis, registerMswTestHooks } from '@backstage/frontend-test-utils';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { OpsHealthClient } from './OpsHealthClient';

const BASE = 'http://localhost:7007/api/ops-health';

function createClient() {
  return OpsHealthClient.create({
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

describe('OpsHealthClient', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  it('tells an entity without health from a failure', async () => {
    server.use(
      http.get(`${BASE}/health`, ({ request }) =>
        new URL(request.url).searchParams.get('entityRef') ===
        'component:default/api'
          ? HttpResponse.json({ state: 'bad' })
          : refusal('NotFoundError', 404),
      ),
      http.get(`${BASE}/rollup`, () => refusal('NotAllowedError', 403)),
    );
    const client = createClient();

    await expect(client.getHealth('component:default/api')).resolves.toEqual({
      state: 'bad',
    });
    await expect(client.getHealth('component:default/x')).resolves.toBe(
      undefined,
    );
    await expect(client.getRollup('system:default/x')).rejects.toMatchObject({
      cause: { name: 'NotAllowedError' },
    });
  });

  it('asks for at most 200 refs at once and leaves out the unknown', async () => {
    const sizes: number[] = [];
    server.use(
      http.post(`${BASE}/health/by-refs`, async ({ request }) => {
        const { entityRefs } = (await request.json()) as {
          entityRefs: string[];
        };
        sizes.push(entityRefs.length);
        return HttpResponse.json({
          items: entityRefs.map(ref =>
            ref === 'component:default/c7' ? null : { entityRef: ref },
          ),
        });
      }),
    );
    const refs = Array.from(
      { length: 250 },
      (_, at) => `component:default/c${at}`,
    );

    const found = await createClient().getHealthByRefs([...refs, refs[0]]);

    expect(sizes.sort()).toEqual([200, 50]);
    expect(found.size).toBe(249);
    expect(found.has('component:default/c7')).toBe(false);
  });

  it('reaches lists, series, fleet, objectives and sources', async () => {
    const asked: string[] = [];
    server.use(
      http.all(`${BASE}/*`, async ({ request }) => {
        const body = await request.text();
        asked.push(
          `${request.method} ${request.url.slice(BASE.length)} ${body}`.trim(),
        );
        return HttpResponse.json({}, { status: 202 });
      }),
    );
    const client = createClient();

    await client.listHealth({ state: ['bad', 'warning'], text: 'x & y' });
    await client.getSeries({
      entityRef: 'model:main/churn',
      indicator: ['latency', 'error-ratio'],
      from: '2026-03-10T00:00:00.000Z',
      to: '2026-03-10T06:00:00.000Z',
      compareOffsetSeconds: 604_800,
    });
    await client.listChanges({ entityRef: 'model:main/churn', limit: 20 });
    await client.listDeployments('model:main/churn');
    await client.getFleet();
    await client.listSlos({ state: ['firing', 'unknown'], text: 'speed' });
    await client.getSloHours('5702bb');
    await client.getSloRules('5702bb');
    await client.listQuality({
      entityRef: 'model:main/churn',
      indicator: ['auc'],
      points: 20,
    });
    await client.listIdleGpus({ owner: ['group:default/ai'], limit: 1 });
    await client.silenceAlert({
      entityRef: 'model:main/churn',
      source: 'am-eu',
      fingerprint: 'f1',
      seconds: 7200,
      comment: 'known',
    });
    await client.endSilence('am-eu', '1-2');
    await client.listSources();
    await client.refreshSource('prometheus-eu');
    await client.listJoins('prometheus-eu', { state: 'ambiguous', limit: 50 });
    await client.testQuery('prometheus-eu', 'up == 0');

    expect(asked).toEqual([
      'GET /health/list?state=bad&state=warning&text=x+%26+y',
      'GET /health/series?entityRef=model%3Amain%2Fchurn&indicator=latency&indicator=error-ratio&from=2026-03-10T00%3A00%3A00.000Z&to=2026-03-10T06%3A00%3A00.000Z&compareOffsetSeconds=604800',
      'GET /changes?entityRef=model%3Amain%2Fchurn&limit=20',
      'GET /deployments?entityRef=model%3Amain%2Fchurn',
      'GET /fleet',
      'GET /slos?state=firing&state=unknown&text=speed',
      'GET /slos/5702bb/hours',
      'GET /slos/5702bb/rules',
      'GET /quality?entityRef=model%3Amain%2Fchurn&indicator=auc&points=20',
      'GET /cost/idle-gpus?owner=group%3Adefault%2Fai&limit=1',
      'POST /alerts/silences {"entityRef":"model:main/churn","source":"am-eu","fingerprint":"f1","seconds":7200,"comment":"known"}',
      'DELETE /alerts/silences/1-2?source=am-eu',
      'GET /sources',
      'POST /sources/prometheus-eu/refresh',
      'GET /sources/prometheus-eu/joins?state=ambiguous&limit=50',
      'POST /queries/test {"source":"prometheus-eu","query":"up == 0"}',
    ]);
  });
});
