import { mockServices } from '@backstage/backend-test-utils';
import { KubernetesClient } from '@platform-ops/backstage-plugin-platform-ops-node';
import { FakeHttpServer } from '@platform-ops/test-servers';
import { accessTo } from '../__testUtils__/accessTo';
import { runAction, Workspace } from '../__testUtils__/runAction';
import { createKubernetesApplyAction } from '../kubernetes/apply';

type Answer = Exclude<
  ReturnType<Parameters<FakeHttpServer['answer']>[0]>,
  Promise<unknown>
>;

/**
 * What a real API server does not do on demand; the paths are those of
 * https://kubernetes.io/docs/reference/using-api/api-concepts/.
 */
describe('kubernetes:apply, when a cluster fails', () => {
  let server: FakeHttpServer;
  let elsewhere: FakeHttpServer;
  let workspace: Workspace;

  beforeAll(async () => {
    server = await FakeHttpServer.start();
    elsewhere = await FakeHttpServer.start();
    workspace = await Workspace.create({
      'deploy/a.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {}\n',
    });
  });

  afterAll(async () => {
    await server.stop();
    await elsewhere.stop();
    await workspace.remove();
  });

  const apply = (signal?: AbortSignal) =>
    runAction(
      createKubernetesApplyAction({
        access: accessTo({ name: 'main' }),
        client: KubernetesClient.create({
          auth: mockServices.auth(),
          discovery: mockServices.discovery.mock({
            getBaseUrl: async () => server.url,
          }),
          key: 'goldenPaths.kubernetes',
          timeoutMilliseconds: 500,
        }),
      }),
      { cluster: 'main', namespace: 'radiology', directory: 'deploy' },
      { workspacePath: workspace.path, signal },
    );
  /** Answers to PATCH, the last one for ever. */
  const patched = (...answers: Array<Answer | (() => Answer)>) => {
    let turn = 0;
    server.answer(({ method, path }) => {
      if (path === '/clusters') {
        return { body: { items: [{ name: 'main', authProvider: 'a' }] } };
      }
      if (path === '/proxy/api/v1') {
        const resources = [
          { name: 'configmaps', kind: 'ConfigMap', namespaced: true },
        ];
        return { body: { resources } };
      }
      if (method === 'GET') {
        return { status: 404, body: { kind: 'Status' } };
      }
      const answer = answers[Math.min(turn++, answers.length - 1)];
      return typeof answer === 'function' ? answer() : answer;
    });
  };
  const patches = () =>
    server.asked.filter(({ method }) => method === 'PATCH').length;

  it('follows no redirect', async () => {
    patched({ status: 307, headers: { location: elsewhere.url } });
    expect((await apply()).error?.message).toContain(
      'answered with a redirect (307), which is not followed',
    );
    expect(elsewhere.asked).toEqual([]);
  });

  it('does not wait for ever', async () => {
    patched({ silent: true });
    expect((await apply()).error?.message).toMatch(
      /did not answer PATCH .* within 0.5 s \(goldenPaths.kubernetes.timeout\)/,
    );
    patched({ status: 429, headers: { 'retry-after': '3600' } });
    expect((await apply()).error?.message).toContain('429');
    expect(patches()).toBe(1);
  });

  it('reads no more than it has to', async () => {
    patched({ body: ' '.repeat(5 * 1024 * 1024) });
    expect((await apply()).error?.message).toContain(
      'has more than 4194304 bytes',
    );
  });

  it('asks again while it is busy', async () => {
    const object = { metadata: { name: 'a' } };
    patched({ status: 503 }, { body: object });
    const { error, outputs } = await apply();
    expect(error).toBeUndefined();
    expect(outputs.objects).toMatchObject([{ change: 'created' }]);
    expect(patches()).toBe(3);
  });

  it('stops at once when the task is cancelled', async () => {
    const controller = new AbortController();
    patched(() => {
      controller.abort(new Error('cancelled'));
      return { silent: true };
    });
    expect((await apply(controller.signal)).error?.message).toBe('cancelled');
    expect(patches()).toBe(1);
  });
});
