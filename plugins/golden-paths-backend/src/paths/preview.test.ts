import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import { startPortal } from './__testUtils__/startPortal';
import {
  annotate,
  greetingFiles,
  greetingTemplate,
  templateAt,
  writeFiles,
} from './__testUtils__/templates';

jest.setTimeout(60_000);

const VALUES = {
  name: 'chest-xray',
  owner: 'group:default/radiology',
  publishTo: 'portal',
};

describe('POST /previews', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>;
  let local: Entity;

  beforeAll(async () => {
    portal = await startPortal();
    await writeFiles(join(portal.folder, 'templates'), greetingFiles('1.0.0'));
    local = templateAt(
      greetingTemplate('1.0.0'),
      `file:${portal.folder}/templates/greeting/template.yaml`,
      `file:${portal.folder}/templates/all.yaml`,
    );
  });

  beforeEach(() => {
    Object.assign(portal.state, { entities: [local], hidden: [], denied: [] });
  });

  afterAll(() => portal.stop());

  it('shows every file, the steps that would run, and no token', async () => {
    const { status, body, text } = await portal.preview(VALUES);
    expect({ status, body }).toMatchObject({ status: 200 });
    expect(
      Object.fromEntries(body.files.map((file: any) => [file.path, file.text])),
    ).toEqual({
      '.platformops/path.yaml': expect.stringContaining('version: 1.0.0'),
      'LICENCE.md': 'Licence of chest-xray\n',
      'hello.txt': 'Hello chest-xray\nThis is 1.0.0\n',
      'same.txt': 'As it is\n',
      'token.txt': 'token ***\n',
      'workflow.yaml': 'run: ${{ github.token }}\n',
    });
    expect(body.files[1]).toMatchObject({ size: 22, executable: false });
    expect(body.steps).toEqual(
      ['record', 'own', 'shared', 'wait', 'written', 'publish', 'late'].map(
        id =>
          expect.objectContaining({
            id,
            status: id === 'wait' ? 'skipped' : 'run',
          }),
      ),
    );
    expect(body.output).toEqual({
      links: [
        {
          title: 'Repository',
          url: 'https://portal.example.com/repositories/chest-xray',
        },
      ],
    });
    expect(body.log.join('\n')).toContain('Would publish 5 files');
    expect(text).not.toContain('mock-service-token');
    expect(text).not.toContain('mock-user-token');
  });

  it('reads templates of a repository, with what is beside them', async () => {
    await portal.publish('templates', greetingFiles('2.0.0'));
    portal.state.entities = [
      templateAt(
        greetingTemplate('2.0.0'),
        `url:${portal.urlOf('templates', 'greeting/template.yaml')}`,
      ),
    ];
    const { status, body } = await portal.preview(VALUES);
    expect({ status, body }).toMatchObject({ status: 200 });
    expect(body.files.map(({ path }: any) => path)).toEqual([
      '.platformops/path.yaml',
      'LICENCE.md',
      'hello.txt',
      'same.txt',
      'token.txt',
      'workflow.yaml',
    ]);
  });

  it('reads a repository anew where it changed, and what is gone is gone', async () => {
    const { 'shared/licence/LICENCE.md.njk': _, ...files } =
      greetingFiles('1.0.0');
    await portal.publish('changing', greetingFiles('1.0.0'));
    portal.state.entities = [
      templateAt(
        greetingTemplate('1.0.0'),
        `url:${portal.urlOf('changing', 'greeting/template.yaml')}`,
      ),
    ];
    const first = await portal.preview(VALUES);
    const same = await portal.preview(VALUES);
    expect(same.body.files).toEqual(first.body.files);
    await portal.publish('changing', {
      ...greetingFiles('1.0.0'),
      'greeting/skeleton/same.txt': 'Not any more\n',
    });
    const other = await portal.preview(VALUES);
    expect(other.body.files[3]).toMatchObject({ text: 'Not any more\n' });
    await portal.publish('changing', files);
    const missing = await portal.preview(VALUES);
    expect(missing.status).toBe(400);
    expect(missing.body.error.message).toContain('there is no licence');
    await portal.publish('changing', { 'README.md': 'empty' });
    const empty = await portal.preview(VALUES);
    expect(empty.status).toBe(409);
    expect(empty.body.error.message).toContain('its folder is empty');
  });

  it('names every field that is wrong, on all pages', async () => {
    const { status, body } = await portal.preview({
      name: 'Chest: {{ xray }}',
      password: 'sesame-open',
      publishTo: 'github',
    });
    expect(status).toBe(400);
    const { message } = body.error;
    expect(message).toContain('owner: is required');
    expect(message).toContain(
      'name: does not match pattern "^[a-z]+(-[a-z]+)*$"; found "Chest: {{ xray }}"',
    );
    expect(message).toContain('repoUrl: is required with publishTo "github"');
    expect(message).toContain('password: does not meet maximum length of 3');
    expect(message).not.toContain('sesame');
  });

  it('asks for permission, of the portal and of the scaffolder', async () => {
    portal.state.denied = ['golden-paths.path.preview'];
    const refused = await portal.preview(VALUES);
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toContain('golden-paths.path.preview');
    portal.state.denied = ['scaffolder.template.dry-run'];
    const ofScaffolder = await portal.preview(VALUES);
    expect(ofScaffolder.status).toBe(403);
    expect(ofScaffolder.body.error.message).toContain(
      'scaffolder.task.create and scaffolder.template.dry-run',
    );
  });

  it('knows no template that the caller may not see, and nothing else', async () => {
    portal.state.hidden = ['greeting'];
    const hidden = await portal.preview(VALUES);
    expect(hidden.status).toBe(404);
    const missing = await portal.preview(VALUES, 'template:default/missing');
    expect(missing.status).toBe(404);
    const other = await portal.preview(VALUES, 'component:default/greeting');
    expect(other.status).toBe(400);
    expect(other.body.error.message).toContain('templateRef');
    for (const ref of ['../../etc/passwd', 'template:default/../x']) {
      expect((await portal.preview(VALUES, ref)).status).toBe(400);
    }
  });

  it('reads no file that is not below what the catalog registered', async () => {
    const outside = join(portal.folder, 'outside');
    await writeFiles(outside, greetingFiles('1.0.0'));
    await symlink(outside, join(portal.folder, 'templates/linked'));
    const text = greetingTemplate('1.0.0');
    const origin = `file:${portal.folder}/templates/all.yaml`;
    for (const template of [
      templateAt(text, `file:${outside}/greeting/template.yaml`, origin),
      templateAt(
        text,
        `file:${portal.folder}/templates/../outside/greeting/template.yaml`,
        origin,
      ),
      templateAt(
        text,
        `file:${portal.folder}/templates/linked/greeting/template.yaml`,
        origin,
      ),
      templateAt(
        text,
        `file:${portal.folder}/templates/greeting/template.yaml`,
        'url:https://github.com/acme/paths/blob/main/all.yaml',
      ),
      // An entity can say of itself where its source is.
      annotate(local, {
        'backstage.io/source-location': `file:${outside}/greeting/`,
        'backstage.io/managed-by-location': `url:https://github.com/x/y`,
      }),
    ]) {
      portal.state.entities = [template];
      const { status, body } = await portal.preview(VALUES);
      expect(status).toBe(409);
      expect(body.error.message).toContain('not below');
    }
    portal.state.entities = [
      templateAt(
        text,
        `file:${portal.folder}/templates/greeting/template.yaml`,
        `file:${portal.folder}/templates/*/template.yaml`,
      ),
    ];
    expect((await portal.preview(VALUES)).status).toBe(200);
  });

  it('leaves symbolic links out', async () => {
    const folder = join(portal.folder, 'linking');
    await writeFiles(folder, greetingFiles('1.0.0'));
    await writeFile(join(portal.folder, 'private.txt'), 'private');
    await symlink(
      join(portal.folder, 'private.txt'),
      join(folder, 'greeting/skeleton/private.txt'),
    );
    portal.state.entities = [
      templateAt(
        greetingTemplate('1.0.0'),
        `file:${folder}/greeting/template.yaml`,
      ),
    ];
    const { status, text } = await portal.preview(VALUES);
    expect(status).toBe(200);
    expect(text).not.toContain('private');
  });

  it('says what is too much', async () => {
    const folder = join(portal.folder, 'large');
    await writeFiles(folder, greetingFiles('1.0.0'));
    portal.state.entities = [
      templateAt(
        greetingTemplate('1.0.0'),
        `file:${folder}/greeting/template.yaml`,
      ),
    ];
    const many = join(folder, 'greeting/many');
    await mkdir(many);
    for (let index = 0; index < 2_000; index++) {
      await mkdir(join(many, String(index)));
    }
    const tooMany = await portal.preview(VALUES);
    expect(tooMany.status).toBe(409);
    expect(tooMany.body.error.message).toContain('more than 2000 files');
    await portal.publish('large', {
      ...greetingFiles('1.0.0'),
      'shared/blob': Buffer.alloc(7_500_000),
    });
    portal.state.entities = [
      templateAt(
        greetingTemplate('1.0.0'),
        `url:${portal.urlOf('large', 'greeting/template.yaml')}`,
      ),
    ];
    const tooLarge = await portal.preview(VALUES);
    expect(tooLarge.status).toBe(409);
    expect(tooLarge.body.error.message).toContain('more than 7500000 bytes');
  });

  it('says what is broken in a template', async () => {
    const broken = (from: string, to: string) => {
      portal.state.entities = [
        templateAt(
          greetingTemplate('1.0.0').replace(from, to),
          `file:${portal.folder}/templates/greeting/template.yaml`,
        ),
      ];
      return portal.preview(VALUES);
    };
    const missing = await broken('pieces: [licence]', 'pieces: [nothing]');
    expect(missing.status).toBe(400);
    expect(missing.body.error.message).toContain('there is no nothing');
    const unknown = await broken('debug:wait', 'debug:unknown');
    expect(unknown.status).toBe(200);
    const action = await broken('action: fetch:template', 'action: fetch:none');
    expect(action.status).toBe(409);
    expect(action.body.error.message).toContain('fetch:none');
    const escape = await broken('url: ./skeleton', 'url: ../../secret.txt');
    expect([400, 403, 409]).toContain(escape.status);
    const folder = await broken('url: ./skeleton', 'url: ./nowhere');
    expect(folder.status).toBeGreaterThanOrEqual(400);
    expect(folder.body.error.message).not.toContain(portal.folder);
  });
});
