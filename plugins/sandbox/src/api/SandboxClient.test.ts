import { mockApis, registerMswTestHooks } from '@backstage/frontend-test-utils';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { SandboxClient } from './SandboxClient';

const BASE = 'http://localhost:7007/api/sandbox';

function refusal(name: string, status: number) {
  return HttpResponse.json(
    { error: { name, message: 'not so' }, response: { statusCode: status } },
    { status },
  );
}

describe('SandboxClient', () => {
  const server = setupServer();
  registerMswTestHooks(server);
  const client = SandboxClient.create({
    fetchApi: mockApis.fetch({
      resolvePluginProtocol: {
        discoveryApi: { getBaseUrl: async () => BASE },
      },
    }),
  });

  it('starts and stops in one service', async () => {
    const asked: string[] = [];
    server.use(
      http.all(`${BASE}/*`, async ({ request }) => {
        const body = await request.text();
        asked.push(
          `${request.method} ${request.url.slice(BASE.length)} ${body}`.trim(),
        );
        return HttpResponse.json({ items: [] }, { status: 201 });
      }),
    );
    await client.injectFault('error-burst', {
      workload: 'shop-front',
      durationSeconds: 600,
    });
    await client.stopFault('error-burst', { workload: 'shop-front' });
    expect(asked).toEqual([
      'POST /faults/error-burst {"workload":"shop-front","durationSeconds":600}',
      'DELETE /faults/error-burst?workload=shop-front',
    ]);
  });

  it('tells a sandbox that is off from one that fails', async () => {
    server.use(
      http.get(`${BASE}/faults`, () => HttpResponse.json({ items: [] }), {
        once: true,
      }),
      http.get(`${BASE}/faults`, () => refusal('NotFoundError', 404), {
        once: true,
      }),
      http.get(`${BASE}/faults`, () => refusal('ServiceUnavailableError', 503)),
    );
    await expect(client.listFaults()).resolves.toBeUndefined();
    await expect(client.listFaults()).resolves.toBeUndefined();
    await expect(client.listFaults()).rejects.toMatchObject({
      statusCode: 503,
    });
  });
});
