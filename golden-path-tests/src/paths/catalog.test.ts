import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { FakeHttpServer } from '@platform-ops/test-servers';
import { RenderedRepository } from './RenderedRepository';
import { TemplateRunner } from './TemplateRunner';

jest.setTimeout(120_000);

const PATHS = ['diagnostic-model-deployment', 'serve-model'];

let runner: TemplateRunner;
let backend: TestBackend;
let files: FakeHttpServer;

beforeAll(async () => {
  runner = await TemplateRunner.start();
  files = await FakeHttpServer.start();
  backend = await startTestBackend({
    features: [
      catalogPlugin,
      mockServices.rootConfig.factory({
        data: {
          backend: { reading: { allow: [{ host: files.host }] } },
          catalog: { rules: [{ allow: ['Component', 'API'] }] },
        },
      }),
    ],
  });
}, 120_000);
afterAll(async () => {
  await backend?.stop();
  await files?.stop();
  await runner?.stop();
});

/** The processors of the catalog read a location, and keep nothing. */
async function register(): Promise<{ status: number; body: any }> {
  const { port } = backend.server.address() as { port: number };
  const response = await fetch(
    `http://localhost:${port}/api/catalog/locations?dryRun=true`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        type: 'url',
        target: `${files.url}/catalog-info.yaml`,
      }),
    },
  );
  return { status: response.status, body: await response.json() };
}

describe.each(PATHS)('the catalog file of %s', path => {
  it('is taken by the catalog', async () => {
    const repository = await RenderedRepository.render(runner, path, {
      ground: 'eks',
      delivery: 'kubernetes',
      ci: 'github',
    });
    files.answer(({ path: asked }) => ({
      body: repository.text(asked.slice(1)),
    }));
    const { status, body } = await register();
    expect({ status, error: body.error }).toEqual({ status: 201 });
    const found = (kind: string) =>
      body.entities.find((entity: any) => entity.kind === kind);
    const [component, api] = [found('Component'), found('API')];
    expect(component.spec).toMatchObject({
      type: 'inference-service',
      owner: 'group:default/imaging-ai',
      dependsOn: expect.arrayContaining([
        'model:sandbox/chest-xray-triage',
        'dataset:default/chest-radiographs',
      ]),
    });
    expect(component.metadata.annotations).toMatchObject({
      'backstage.io/source-location':
        'url:http://localhost:7007/api/golden-paths/git/chest-triage/tree/main/',
      'platformops.io/golden-path': `${path}@1.0.0`,
      'platformops.io/serves': 'model:sandbox/chest-xray-triage',
    });
    // The catalog put the description of the API in its place.
    expect(api.spec.definition).toMatch(/^openapi: 3/);
  });

  it('is refused where it is broken', async () => {
    const repository = await RenderedRepository.render(runner, path, {
      ground: 'eks',
      delivery: 'kubernetes',
      ci: 'github',
    });
    files.answer(({ path: asked }) => ({
      body: repository
        .text(asked.slice(1))
        .replace('owner: group:default/imaging-ai', 'owner: [nobody]'),
    }));
    const { status, body } = await register();
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain('owner');
  });
});
