import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { parse } from 'yaml';
import { runAction, Workspace } from '../__testUtils__/runAction';
import { createFetchSharedAction } from './fetchShared';
import { createRecordAction } from './record';

const WORKFLOW = 'env: ${{ github.token }}\n';
const TEMPLATES = {
  'serve/template.yaml': 'kind: Template',
  'odd folder %41/template.yaml': 'kind: Template',
  'shared/catalog/catalog-info.yaml.njk': 'name: ${{ values.name }}\n',
  'shared/catalog/docs/${{ values.name }}.md': 'As it is: ${{ values.name }}\n',
  'shared/ci-github/.github/workflows/ci.yaml': WORKFLOW,
  'secret/private.txt': 'not shared',
};

describe('golden-path:fetch-shared', () => {
  const integrations = ScmIntegrations.fromConfig(
    mockServices.rootConfig({
      data: {
        integrations: { github: [{ host: 'github.example.com' }] },
      },
    }),
  );
  const reader = mockServices.urlReader.mock();
  const action = createFetchSharedAction({ reader, integrations });
  let templates: Workspace;
  let workspace: Workspace;

  beforeEach(async () => {
    templates = await Workspace.create(TEMPLATES);
    workspace = await Workspace.create();
  });

  afterEach(async () => {
    await templates.remove();
    await workspace.remove();
  });

  const run = (
    input: object,
    { template = 'serve/template.yaml' }: { template?: string } = {},
  ) =>
    runAction(
      action,
      { values: { name: 'chest-xray' }, ...input },
      {
        workspacePath: workspace.path,
        templateInfo: {
          entityRef: 'template:default/serve',
          // As the scaffolder makes it of a location.
          baseUrl: `file://${join(templates.path, template)}`,
        },
      },
    );
  const read = (path: string) =>
    readFile(join(workspace.path, path), 'utf-8').catch(() => undefined);

  it('renders pieces beside the folder of the template, only what is named *.njk', async () => {
    const { error } = await run({ pieces: ['catalog', 'ci-github'] });
    expect(error).toBeUndefined();
    expect(await read('catalog-info.yaml')).toBe('name: chest-xray\n');
    expect(await read('docs/chest-xray.md')).toBe(
      TEMPLATES['shared/catalog/docs/${{ values.name }}.md'],
    );
    expect(await read('.github/workflows/ci.yaml')).toBe(WORKFLOW);
  });

  it('finds pieces that came along with the template, as in a preview', async () => {
    const { error } = await run(
      { pieces: ['catalog'], targetPath: 'inner' },
      { template: 'template.yaml' },
    );
    expect(error).toBeUndefined();
    expect(await read('inner/catalog-info.yaml')).toBe('name: chest-xray\n');
  });

  it('takes folders of any name', async () => {
    const { error } = await run(
      { pieces: ['catalog'] },
      { template: 'odd folder %41/template.yaml' },
    );
    expect(error).toBeUndefined();
  });

  it("keeps a template's own file unless told", async () => {
    await workspace.write({ 'catalog-info.yaml': 'own' });
    await run({ pieces: ['catalog'] });
    expect(await read('catalog-info.yaml')).toBe('own');
    await run({ pieces: ['catalog'], replace: true });
    expect(await read('catalog-info.yaml')).toBe('name: chest-xray\n');
  });

  it('says which piece is missing', async () => {
    const { error } = await run({ pieces: ['catalog', 'nothing'] });
    expect(error?.message).toBe(
      'pieces: there is no nothing in shared/ beside the template',
    );
  });

  it('reads pieces of a template in a remote repository', async () => {
    reader.readTree.mockResolvedValue({ dir: async () => '' } as any);
    await runAction(
      action,
      { pieces: ['catalog'] },
      {
        workspacePath: workspace.path,
        templateInfo: {
          entityRef: 'template:default/serve',
          baseUrl:
            'https://github.example.com/o/r/tree/main/templates/serve/template.yaml',
        },
      },
    );
    expect(reader.readTree).toHaveBeenCalledWith(
      'https://github.example.com/o/r/tree/main/templates/shared/catalog',
      expect.anything(),
    );
  });

  it.each(['../secret', 'a/b', 'Catalog', '', 'ｃatalog'])(
    'refuses %p as the name of a piece',
    piece => {
      const { pattern } = (action.schema!.input as any).properties.pieces.items;
      expect(new RegExp(pattern).test(piece)).toBe(false);
    },
  );
});

const VERSION = { 'platformops.io/golden-path-version': '1.2.0' };

describe('golden-path:record', () => {
  let workspace: Workspace;

  beforeEach(async () => {
    workspace = await Workspace.create();
  });

  afterEach(() => workspace.remove());

  const run = (
    parameters: object,
    annotations: Record<string, string>,
    more: { files?: boolean } = {},
  ) =>
    runAction(
      createRecordAction({
        repositoriesUrl: 'https://portal.example.com/api/golden-paths/git/',
      }),
      { parameters: parameters as any, ...more },
      {
        workspacePath: workspace.path,
        secrets: { password: 'sesame-open' },
        templateInfo: {
          entityRef: 'template:default/serve-model',
          entity: { metadata: { name: 'serve-model', annotations } },
        },
      },
    );

  it('writes down the path, its version and the parameters', async () => {
    const parameters = {
      name: 'chest-xray',
      title: 'a: "quoted" # title',
      replicas: { minimum: 1 },
    };
    const { outputs, error } = await run(parameters, {
      'platformops.io/golden-path-version': '1.2.0',
    });
    expect(error).toBeUndefined();
    const text = await readFile(
      join(workspace.path, '.platformops/path.yaml'),
      'utf-8',
    );
    expect(parse(text)).toEqual({
      path: 'serve-model',
      version: '1.2.0',
      parameters,
    });
    expect(outputs).toEqual({
      path: 'serve-model',
      version: '1.2.0',
      annotation: 'serve-model@1.2.0',
      repositoriesUrl: 'https://portal.example.com/api/golden-paths/git/',
    });
  });

  it('writes down the files that are there, where it is told to', async () => {
    await workspace.write({
      'docs/index.md': 'hello\n',
      '.platformops/path.yaml': 'path: of before',
      '.gitignore': 'left-out\n',
      'left-out': 'not published',
    });
    const { error } = await run({}, VERSION, { files: true });
    expect(error).toBeUndefined();
    const text = await readFile(
      join(workspace.path, '.platformops/path.yaml'),
      'utf-8',
    );
    expect(parse(text)).toEqual({
      path: 'serve-model',
      version: '1.2.0',
      parameters: {},
      files: {
        '.gitignore': expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
        'docs/index.md':
          'sha256:5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03',
      },
    });
  });

  it('writes no secret', async () => {
    const { error } = await run(
      { repository: { url: 'https://ada:sesame-open@git.example.com' } },
      { 'platformops.io/golden-path-version': '1.2.0' },
    );
    expect(error?.message).toContain('parameters.repository.url');
    expect(error?.message).not.toContain('sesame');
    const inKey = await run(
      { hosts: { 'sesame-open': true } },
      { 'platformops.io/golden-path-version': '1.2.0' },
    );
    expect(inKey.error?.message).toContain('parameters.hosts.***');
    expect(inKey.error?.message).not.toContain('sesame');
    await expect(stat(join(workspace.path, '.platformops'))).rejects.toThrow();
  });

  it('needs a template that says its version', async () => {
    const { error } = await run({}, {});
    expect(error?.message).toContain('platformops.io/golden-path-version');
  });
});
