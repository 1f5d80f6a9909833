import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import request from 'supertest';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import entityModel from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { repositoryUrlReaderFactory } from '@platform-ops/backstage-plugin-golden-paths-node';
import scaffolderModuleMlops from '@platform-ops/backstage-plugin-scaffolder-backend-module-mlops';
import goldenPathsPlugin from '../index';
import { BASE_URL, commitOf, ROOT, user } from './__testUtils__/startPortal';

// A catalog processes in its own time.
jest.setTimeout(60_000);
const POLL_INTERVAL_MS = 50;
const NAME = 'chest-xray-triage';

const TEMPLATE = `
apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata:
  name: small-path
  annotations: { platformops.io/golden-path-version: 1.2.0 }
spec:
  type: service
  owner: platform
  parameters: [{ properties: { name: { type: string } } }]
  steps:
    - id: fetch
      action: fetch:template
      input:
        url: ${BASE_URL}${ROOT}/git/small-path/tree/main/skeleton
        values: { name: '\${{ parameters.name }}' }
    - id: record
      action: golden-path:record
      input: { parameters: '\${{ parameters }}' }
    - id: publish
      action: publish:local-git
      input: { name: '\${{ parameters.name }}', owner: radiology }
    - id: register
      action: catalog:register
      input: { catalogInfoUrl: '\${{ steps.publish.output.catalogInfoUrl }}' }
  output:
    commit: \${{ steps.publish.output.commitHash }}
`;
const CATALOG_FILE = `
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: '\${{ values.name }}' }
spec: { type: service, lifecycle: production, owner: radiology }
---
apiVersion: backstage.io/v1alpha1
kind: Location
metadata: { name: more }
spec: { targets: [./api.yaml] }
`;
const API_FILE = `
apiVersion: backstage.io/v1alpha1
kind: API
metadata: { name: predict }
spec:
  type: openapi
  lifecycle: production
  owner: radiology
  definition: { $text: ./openapi.json }
`;

async function until<T>(read: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await read();
    if (found !== undefined) {
      return found;
    }
    await pause(POLL_INTERVAL_MS);
  }
}

it('runs a template from a repository into another one, which the catalog reads', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'repositories-'));
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      entityModel,
      scaffolderPlugin,
      scaffolderModuleMlops,
      goldenPathsPlugin,
      repositoryUrlReaderFactory,
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl: BASE_URL },
          catalog: {
            processingInterval: { seconds: 1 },
            rules: [{ allow: ['Template', 'Component', 'API', 'Location'] }],
          },
          goldenPaths: { repositories: { directory } },
        },
      }),
    ],
  });
  const authorization = (targetPluginId: string) => ({
    authorization: mockCredentials.service.header({
      onBehalfOf: mockCredentials.user(),
      targetPluginId,
    }),
  });
  const get = async (plugin: string, path: string) =>
    request(backend.server)
      .get(`/api/${plugin}${path}`)
      .set(authorization(plugin));
  const post = async (plugin: string, path: string, body: object) =>
    request(backend.server)
      .post(`/api/${plugin}${path}`)
      .set(authorization(plugin))
      .send(body);

  const template = await request(backend.server)
    .post(`${ROOT}/repositories/small-path/commits`)
    .set(user)
    .send(
      commitOf({
        'template.yaml': TEMPLATE,
        'skeleton/catalog-info.yaml': CATALOG_FILE,
        'skeleton/api.yaml': API_FILE,
        'skeleton/openapi.json': '{"openapi":"3.1.0"}',
      }),
    );
  await post('catalog', '/locations', {
    type: 'url',
    target: `${template.body.url}template.yaml`,
  });
  await until(async () => {
    const { status } = await get(
      'catalog',
      '/entities/by-name/template/default/small-path',
    );
    return status === 200 || undefined;
  });

  const task = await post('scaffolder', '/v2/tasks', {
    templateRef: 'template:default/small-path',
    values: { name: NAME },
  });
  const { body: events } = await until(async () => {
    const answer = await get(
      'scaffolder',
      `/v2/tasks/${task.body.id}/events?after=0`,
    );
    const ended = answer.body.some(
      ({ type }: { type: string }) => type === 'completion',
    );
    return ended ? answer : undefined;
  });
  const { message, output } = events.at(-1).body;
  expect([message, output?.commit]).toEqual([
    'Run completed with status: completed',
    expect.stringMatching(/^[0-9a-f]{40}$/),
  ]);

  const repository = await until(async () => {
    const { body } = await get('golden-paths', `/repositories/${NAME}`);
    return body.entityRefs.length >= 2 ? body : undefined;
  });
  expect(repository).toMatchObject({
    owner: 'group:default/radiology',
    headCommit: output.commit,
    path: { name: 'small-path', version: '1.2.0' },
    entityRefs: ['api:default/predict', `component:default/${NAME}`],
  });
  const api = await get('catalog', '/entities/by-name/api/default/predict');
  expect(api.body.spec.definition).toBe('{"openapi":"3.1.0"}');

  await backend.stop();
  await rm(directory, { recursive: true });
});
