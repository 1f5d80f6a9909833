import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import request from 'supertest';
import { parse } from 'yaml';
import scaffolderModuleMlops from '.';

jest.setTimeout(60_000);

const TEMPLATE = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: {
    name: 'serve-model',
    annotations: { 'platformops.io/golden-path-version': '1.0.0' },
  },
  spec: {
    type: 'service',
    steps: [
      {
        id: 'shared',
        action: 'golden-path:fetch-shared',
        input: {
          pieces: ['catalog'],
          values: { name: '${{ parameters.name }}' },
        },
      },
      {
        id: 'record',
        action: 'golden-path:record',
        input: { parameters: '${{ parameters }}' },
      },
      {
        id: 'publish',
        action: 'publish:local-git',
        input: { name: '${{ parameters.name }}', owner: 'radiology' },
      },
      {
        id: 'run',
        action: 'kfp:run:create',
        input: {
          connection: '${{ parameters.pipelineConnection }}',
          pipelineId: '1',
          pipelineVersionId: '2',
          title: 'First run',
        },
      },
    ],
    output: { path: '${{ steps.record.output.annotation }}' },
  },
};

/** Somebody's own, that wants to use a connection. */
const OTHER = {
  ...TEMPLATE,
  metadata: { name: 'other', namespace: 'default' },
  spec: { ...TEMPLATE.spec, steps: TEMPLATE.spec.steps.slice(-1), output: {} },
};

describe('the module, in a real scaffolder', () => {
  const start = async (connection: object = {}) => {
    const { server } = await startTestBackend({
      features: [
        scaffolderPlugin,
        scaffolderModuleMlops,
        catalogServiceMock.factory({ entities: [OTHER] }),
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost' },
            goldenPaths: {
              connections: {
                pipelines: {
                  main: {
                    type: 'kfp',
                    url: 'https://kubeflow.example.com',
                    ...connection,
                  },
                },
              },
            },
          },
        }),
      ],
    });
    return server;
  };
  const dryRun = (server: any, values: object) =>
    request(server)
      .post('/api/scaffolder/v2/dry-run')
      .set('authorization', mockCredentials.user.header())
      .send({
        template: TEMPLATE,
        values,
        secrets: {},
        directoryContents: [
          {
            path: 'shared/catalog/catalog-info.yaml.njk',
            base64Content: Buffer.from('name: ${{ values.name }}\n').toString(
              'base64',
            ),
          },
        ],
      });

  it('adds its actions, which a preview runs', async () => {
    const server = await start();
    const { body: actions } = await request(server)
      .get('/api/scaffolder/v2/actions')
      .set('authorization', mockCredentials.user.header());
    expect(actions.map(({ id }: any) => id)).toEqual(
      expect.arrayContaining(['golden-path:record', 'kubernetes:apply']),
    );

    const preview = await dryRun(server, {
      name: 'chest-xray',
      pipelineConnection: 'main',
    });
    expect(preview.status).toBe(200);
    expect(preview.body.output).toEqual({ path: 'serve-model@1.0.0' });
    const files = new Map<string, string>(
      preview.body.directoryContents.map(({ path, base64Content }: any) => [
        path,
        Buffer.from(base64Content, 'base64').toString(),
      ]),
    );
    expect(files.get('catalog-info.yaml')).toBe('name: chest-xray\n');
    expect(parse(files.get('.platformops/path.yaml')!)).toMatchObject({
      version: '1.0.0',
      parameters: { name: 'chest-xray' },
    });
    const log = preview.body.log.map(({ body }: any) => body.message).join();
    expect(log).toContain('Would publish 2 files');
    expect(log).toContain("Would start the run 'First run' on main");

    // The scaffolder itself checks inputs by the schema.
    const wrongName = await dryRun(server, {
      name: '../chest',
      pipelineConnection: 'main',
    });
    expect(wrongName.status).toBe(400);
    expect(wrongName.body.error.message).toMatch(
      /publish:local-git.*instance\.name does not match pattern/,
    );
    const wrongConnection = await dryRun(server, {
      name: 'chest-xray',
      pipelineConnection: 'moon',
    });
    expect(wrongConnection.body.error.message).toContain(
      "goldenPaths.connections.pipelines: found no 'moon', there is main",
    );
  });

  it('knows which template a task is of, whatever its user says', async () => {
    const server = await start({ templates: ['serve-model'] });
    const ask = (method: 'get' | 'post', path: string) =>
      request(server)
        [method](`/api/scaffolder/v2/tasks${path}`)
        .set('authorization', mockCredentials.user.header());
    const { body: task } = await ask('post', '').send({
      templateRef: 'template:default/other',
      values: { pipelineConnection: 'main' },
      templateInfo: { entityRef: 'template:default/serve-model' },
    });
    const events: any[] = [];
    while (!events.some(({ type }) => type === 'completion')) {
      // It answers as soon as there are more.
      const { body } = await ask(
        'get',
        `/${task.id}/events?after=${events.at(-1)?.id ?? 0}`,
      );
      events.push(...body);
    }
    expect(JSON.stringify(events)).toContain(
      'goldenPaths.connections.pipelines.main.templates: template:default/other is not among those',
    );
  });
});
