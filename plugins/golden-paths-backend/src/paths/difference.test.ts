import { execFileSync } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import { startPortal } from './__testUtils__/startPortal';
import {
  greetingFiles,
  greetingTemplate,
  madeBy,
  templateAt,
  writeFiles,
} from './__testUtils__/templates';

jest.setTimeout(60_000);

const VALUES = {
  name: 'chest-xray',
  owner: 'group:default/radiology',
  publishTo: 'portal',
};
const PATH_FILE = '.platformops/path.yaml';

describe('GET /entities/difference', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>;
  /** What the first version wrote. */
  let written: Record<string, string>;

  const templates = () => join(portal.folder, 'templates');
  const templateOf = (version: string): Entity =>
    templateAt(
      greetingTemplate(version),
      `file:${templates()}/greeting/template.yaml`,
    );
  const entityOf = (annotation: string, repository: string): Entity =>
    madeBy('chest-xray', annotation, {
      'backstage.io/managed-by-location': `url:${portal.urlOf(
        repository,
        'catalog-info.yaml',
      )}`,
    });
  const difference = () =>
    portal.get('/entities/difference?entityRef=component:default/chest-xray');
  const use = (version: string, entity: Entity) => {
    portal.state.entities = [templateOf(version), entity];
  };

  beforeAll(async () => {
    portal = await startPortal();
    await writeFiles(templates(), greetingFiles('1.0.0'));
    use('1.0.0', entityOf('greeting@1.0.0', 'chest-xray'));
    const { body } = await portal.preview(VALUES);
    written = Object.fromEntries(
      body.files.map(({ path, text }: any) => [path, text]),
    );
    await rm(join(templates(), 'greeting/late'), { recursive: true });
    await rm(join(templates(), 'greeting/skeleton/same.txt'));
    await writeFiles(templates(), {
      'greeting/skeleton/hello.txt.njk':
        'Hello ${{ values.name }}\nThis is 2.0.0\n',
      'greeting/skeleton/new.txt': 'new\n',
      'greeting/late/later.txt': 'later\n',
    });
    await portal.publish('chest-xray', {
      ...written,
      'same.txt': 'edited by people\n',
      'workflow.yaml': 'edited by people too\n',
      'own.txt': 'of people alone\n',
    });
    await portal.publish('unrecorded', {
      ...written,
      [PATH_FILE]: written[PATH_FILE].replace(/\nfiles:[^]*$/, '\n'),
    });
  });

  beforeEach(() => {
    Object.assign(portal.state, { hidden: [], denied: [] });
    use('2.0.0', entityOf('greeting@1.0.0', 'chest-xray'));
  });

  afterAll(() => portal.stop());

  it('shows what the newest version would change, and what people did', async () => {
    const { status, body } = await difference();
    expect({ status, body }).toMatchObject({ status: 200 });
    const { files, ...rest } = body;
    expect(rest).toEqual({
      entityRef: 'component:default/chest-xray',
      templateRef: 'template:default/greeting',
      from: '1.0.0',
      to: '2.0.0',
      isRecorded: true,
    });
    expect(files).toEqual([
      expect.objectContaining({ path: PATH_FILE, change: 'changed' }),
      {
        path: 'hello.txt',
        change: 'changed',
        before: written['hello.txt'],
        after: 'Hello chest-xray\nThis is 2.0.0\n',
        patch: [
          '--- a/hello.txt',
          '+++ b/hello.txt',
          '@@ -1,2 +1,2 @@',
          ' Hello chest-xray',
          '-This is 1.0.0',
          '+This is 2.0.0',
          '',
        ].join('\n'),
        isEdited: false,
      },
      expect.objectContaining({ path: 'later.txt', change: 'added' }),
      expect.objectContaining({ path: 'new.txt', change: 'added' }),
      expect.objectContaining({
        path: 'same.txt',
        change: 'removed',
        isEdited: true,
      }),
    ]);
  });

  it('gives patches that git applies', async () => {
    const { body } = await difference();
    const folder = join(portal.folder, 'applied');
    await writeFiles(folder, {
      ...written,
      'same.txt': 'edited by people\n',
    });
    execFileSync('git', ['init', '-q', folder]);
    execFileSync('git', ['-C', folder, 'apply', '-'], {
      input: body.files.map(({ patch }: any) => patch).join(''),
    });
    const { body: preview } = await portal.preview(VALUES);
    for (const { path, text } of preview.files) {
      expect(await readFile(join(folder, path), 'utf8')).toBe(
        path === 'workflow.yaml' ? written[path] : text,
      );
    }
    await expect(readFile(join(folder, 'same.txt'))).rejects.toThrow();
  });

  it('tells of no removed files where the repository does not record them', async () => {
    use('2.0.0', entityOf('greeting@1.0.0', 'unrecorded'));
    const { status, body } = await difference();
    expect({ status, body }).toMatchObject({ status: 200 });
    expect(body.isRecorded).toBe(false);
    expect(
      body.files.map(({ path, change }: any) => `${change} ${path}`),
    ).toEqual([
      `changed ${PATH_FILE}`,
      'changed hello.txt',
      'added later.txt',
      'added new.txt',
    ]);
  });

  it('reads the source that an entity names, and no address that the portal may not', async () => {
    const named = (source: string) =>
      use(
        '2.0.0',
        madeBy('chest-xray', 'greeting@1.0.0', {
          'backstage.io/managed-by-location':
            'url:https://github.com/acme/catalog/blob/main/all.yaml',
          'backstage.io/source-location': source,
        }),
      );
    named(
      `url:${portal
        .urlOf('chest-xray', '')
        .replace('/blob/main/', '/tree/main/')}`,
    );
    expect((await difference()).body.files).toHaveLength(5);
    for (const source of [
      'url:http://169.254.169.254/latest/meta-data/',
      'url:http://localhost:1/',
      'url:file:///etc/',
    ]) {
      named(source);
      const { status, body } = await difference();
      expect({ status, body }).toMatchObject({ status: 403 });
      expect(body.error.message).toContain('not allowed');
    }
  });

  it('changes nothing where the version is the newest', async () => {
    use('1.0.0', entityOf('greeting@1.0.0', 'chest-xray'));
    expect((await difference()).body).toMatchObject({
      from: '1.0.0',
      to: '1.0.0',
      files: [],
    });
  });

  it('asks for all that it takes', async () => {
    for (const denied of [
      'golden-paths.path.read',
      'golden-paths.path.preview',
      'golden-paths.repository.read',
    ]) {
      portal.state.denied = [denied];
      const { status, body } = await difference();
      expect(status).toBe(403);
      expect(body.error.message).toContain(denied);
    }
    portal.state.denied = [];
    for (const hidden of ['chest-xray', 'greeting']) {
      portal.state.hidden = [hidden];
      expect((await difference()).status).toBe(404);
      portal.state.hidden = [];
    }
  });

  it('says what is wrong with what the repository says', async () => {
    const problems: Array<[string, string, string]> = [
      ['no YAML', 'path: [', 'no YAML'],
      ['an alias', 'path: &a greeting\nversion: *a\n', 'no YAML'],
      [
        'no version',
        'path: greeting\nversion: new\nparameters: {}\n',
        'version: expected a version such as 1.0.0',
      ],
      [
        'another path',
        'path: other\nversion: 1.0.0\nparameters: {}\n',
        'says other',
      ],
      [
        'other parameters',
        'path: greeting\nversion: 1.0.0\nparameters: {name: "{{ x }}"}\n',
        'name: does not match pattern',
      ],
      ['too much', `# ${'x'.repeat(100_000)}`, 'allowed are 100000'],
    ];
    for (const [index, [, text, message]] of problems.entries()) {
      const repository = `wrong-${'abcdefg'[index]}`;
      await portal.publish(repository, { [PATH_FILE]: text });
      use('2.0.0', entityOf('greeting@1.0.0', repository));
      const { status, body } = await difference();
      expect({ status, body }).toMatchObject({ status: 409 });
      expect(body.error.message).toContain(message);
    }
  });

  it('needs an entity with a path and a repository', async () => {
    for (const [entity, status, message] of [
      [entityOf('<b>', 'chest-xray'), 404, 'came from no golden path'],
      [entityOf('gone@1.0.0', 'chest-xray'), 404, 'not in the catalog'],
      [entityOf('greeting@1.0.0', 'nowhere'), 404, 'was not found'],
      [
        madeBy('chest-xray', 'greeting@1.0.0', {
          'backstage.io/managed-by-location': 'file:/etc/catalog-info.yaml',
        }),
        409,
        'expected is url',
      ],
    ] as Array<[Entity, number, string]>) {
      use('2.0.0', entity);
      const found = await difference();
      expect({ ...found.body, status: found.status }).toMatchObject({ status });
      expect(found.body.error.message).toContain(message);
    }
  });
});
