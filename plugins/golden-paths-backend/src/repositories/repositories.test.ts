import { execFileSync } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import request from 'supertest';
import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import {
  listRepositoriesResponseSchema,
  publishedCommitSchema,
  repositoryCommitsResponseSchema,
  repositoryContentsSchema,
  repositoryFileSchema,
  repositorySchema,
  repositoryTreeSchema,
} from '@platform-ops/backstage-plugin-golden-paths-common';
import type { RouteDefinition } from '@platform-ops/backstage-plugin-platform-ops-node';
import { repositoryRoutes } from '../api/repositoryRoutes';
import {
  BASE_URL,
  commitOf,
  nobody,
  ROOT,
  startPortal,
  user,
} from './__testUtils__/startPortal';

const NAME = 'chest-xray-triage';
const FILES = {
  'README.md': '# Chest X-ray triage\n',
  'catalog-info.yaml': 'kind: Component\n',
  '.platformops/path.yaml':
    'path: diagnostic-model-deployment\nversion: 1.2.0\nparameters: {}\n',
  'deploy/a b/größe.yaml': 'a: ü\n',
  'model.bin': Buffer.from([0, 255, 1]),
};

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

type Portal = Awaited<ReturnType<typeof startPortal>>;

describe.each(databases.eachSupportedId())('repositories on %s', databaseId => {
  let portal: Portal;

  async function start(options: Parameters<typeof startPortal>[0] = {}) {
    portal = await startPortal({
      knex: await databases.init(databaseId),
      ...options,
    });
    return portal;
  }

  afterEach(() => portal.stop());

  it('keeps what is published, and shows it', async () => {
    const { get, publish } = await start();
    const answer = await publish(
      NAME,
      commitOf(FILES, { title: 'Chest X-ray' }),
    );
    expect([answer.status, answer.body.error]).toEqual([200, undefined]);
    const published = publishedCommitSchema.parse(answer.body);
    const git = `${BASE_URL}${ROOT}/git`;
    expect(published).toEqual({
      commit: expect.stringMatching(/^[0-9a-f]{40}$/),
      url: `${git}/${NAME}/tree/main/`,
      catalogInfoUrl: `${git}/${NAME}/blob/main/catalog-info.yaml`,
      created: true,
    });
    const found = await get(`/repositories/${NAME}`);
    expect(repositorySchema.parse(found.body)).toMatchObject({
      name: NAME,
      title: 'Chest X-ray',
      owner: 'group:default/radiology',
      headCommit: published.commit,
      path: { name: 'diagnostic-model-deployment', version: '1.2.0' },
      entityRefs: [],
      cloneUrl: `${git}/${NAME}.git`,
    });
    const tree = repositoryTreeSchema.parse(
      (await get(`/repositories/${NAME}/tree`)).body,
    );
    expect(
      Object.fromEntries(tree.files.map(({ path, size }) => [path, size])),
    ).toEqual(
      Object.fromEntries(
        Object.entries(FILES).map(([path, text]) => [
          path,
          Buffer.from(text).length,
        ]),
      ),
    );
    const read = async (path: string) =>
      repositoryFileSchema.parse(
        (
          await get(
            `/repositories/${NAME}/file?path=${encodeURIComponent(path)}`,
          )
        ).body,
      );
    expect(await read('deploy/a b/größe.yaml')).toMatchObject({
      size: 6,
      text: 'a: ü\n',
    });
    expect(await read('model.bin')).toEqual({
      path: 'model.bin',
      commit: published.commit,
      size: 3,
    });
    const contents = async (query: string) =>
      repositoryContentsSchema.parse(
        (await get(`/repositories/${NAME}/contents?${query}`)).body,
      );
    expect((await contents('folder=deploy')).files).toEqual([
      {
        path: 'deploy/a b/größe.yaml',
        base64Content: Buffer.from('a: ü\n').toString('base64'),
        executable: false,
      },
    ]);
    expect((await contents(`ifNot=${published.commit}`)).files).toBeUndefined();
  });

  it('commits once per request, and on top of what was there', async () => {
    const { get, publish, directory, audited } = await start();
    const first = commitOf(FILES);
    const answers = await Promise.all(
      [1, 2, 3].map(() => publish(NAME, first)),
    );
    expect(new Set(answers.map(({ body }) => body.commit)).size).toBe(1);
    expect(answers.map(({ body }) => body.created)).toEqual([true, true, true]);

    const other = commitOf({ 'README.md': 'Other' }, { requestId: 'task-2.x' });
    const conflict = await publish(NAME, other);
    expect(conflict.status).toBe(409);
    expect(conflict.body.error.message).toContain(
      `name: there is a repository ${NAME} already, of group:default/radiology`,
    );
    const event = { eventId: 'repository-publish', repository: NAME };
    expect([audited[0], audited.at(-1)]).toMatchObject([
      { ...event, ok: true },
      { ...event, ok: false },
    ]);
    const stranger = { mode: 'replace', owner: 'group:default/shop' };
    expect((await publish(NAME, { ...other, ...stranger })).status).toBe(409);

    const replaced = await Promise.all(
      ['a', 'b', 'c', 'd'].map(text =>
        publish(
          NAME,
          commitOf(
            { 'README.md': text },
            { mode: 'replace', requestId: `task-${text}.x`, message: text },
          ),
        ),
      ),
    );
    expect(replaced.map(({ status }) => status)).toEqual(Array(4).fill(200));
    const unchanged = await publish(NAME, { ...first, requestId: 'task-9.x' });
    expect(unchanged.status).toBe(409);
    expect((await publish(NAME, first)).body.commit).toBe(
      answers[0].body.commit,
    );

    const commits: string[] = [];
    let cursor = '';
    do {
      const { body } = await get(
        `/repositories/${NAME}/commits?limit=2${cursor}`,
      );
      const page = repositoryCommitsResponseSchema.parse(body);
      commits.push(...page.items.map(({ commit }) => commit));
      cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : '';
    } while (cursor);
    expect(commits).toHaveLength(5);
    expect(commits[4]).toBe(answers[0].body.commit);
    // The same in the eyes of Git, with nothing broken or half-written.
    const git = (...args: string[]) =>
      execFileSync('git', [
        '--git-dir',
        join(directory, `${NAME}.git`),
        ...args,
      ])
        .toString()
        .trim();
    git('fsck', '--strict');
    expect(git('log', '--format=%H', 'main').split('\n')).toEqual(commits);
    expect(git('log', '-1', '--format=%an %cn', commits[4])).toBe(
      'Ada user:default/mock',
    );
    const old = await get(
      `/repositories/${NAME}/file?path=README.md&ref=${commits[4]}`,
    );
    expect(old.body.text).toBe(FILES['README.md']);
    const missing = await get(
      `/repositories/${NAME}/tree?ref=${'0'.repeat(40)}`,
    );
    expect(missing.status).toBe(404);
  });

  it('goes on where a process stopped before the commit was there', async () => {
    const { get, publish, directory } = await start();
    await publish('other-one', commitOf(FILES));
    // Objects without a commit, and a write that did not come to its end.
    const folder = join(directory, 'other-one.git', 'objects');
    const [prefix] = (await readdir(folder)).filter(name => /^..$/.test(name));
    await writeFile(join(folder, prefix, 'tmp_obj_unfinished'), 'half');
    execFileSync('cp', [
      '-r',
      join(directory, 'other-one.git'),
      join(directory, `${NAME}.git`),
    ]);
    expect((await get(`/repositories/${NAME}`)).status).toBe(404);
    expect((await get(`/git/${NAME}.git/info/refs`)).status).toBe(404);
    expect((await publish(NAME, commitOf(FILES))).body.created).toBe(true);
    expect(
      (await get(`/repositories/${NAME}/file?path=README.md`)).body.text,
    ).toBe(FILES['README.md']);
  });

  it('pages repositories, newest push first, with the entities that the caller may see', async () => {
    const describedBy = (name: string, repository: string) => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name,
        annotations: {
          'backstage.io/managed-by-location': `url:${BASE_URL}${ROOT}/git/${repository}/blob/main/catalog-info.yaml`,
        },
      },
    });
    const { get, publish } = await start({
      entities: [
        describedBy('shown', 'one-one'),
        describedBy('hidden', 'one-one'),
        describedBy('elsewhere', 'unknown'),
      ],
      isVisible: ({ metadata }) => metadata.name !== 'hidden',
    });
    for (const name of ['one-one', 'two-two', 'three-three']) {
      await publish(name, commitOf(FILES));
    }
    const first = listRepositoriesResponseSchema.parse(
      (await get('/repositories?limit=2')).body,
    );
    expect(first.isConfigured).toBe(true);
    const second = listRepositoriesResponseSchema.parse(
      (await get(`/repositories?cursor=${first.nextCursor}`)).body,
    );
    const all = [...first.items, ...second.items];
    expect(all.map(({ name }) => name).sort()).toEqual([
      'one-one',
      'three-three',
      'two-two',
    ]);
    expect(all.find(({ name }) => name === 'one-one')!.entityRefs).toEqual([
      'component:default/shown',
    ]);
    const asService = await get('/repositories/one-one', {
      authorization: mockCredentials.service.header({
        onBehalfOf: mockCredentials.service(),
        targetPluginId: 'golden-paths',
      }),
    });
    expect(asService.body.entityRefs).toEqual([
      'component:default/hidden',
      'component:default/shown',
    ]);
    expect((await get('/repositories?cursor=bm8')).status).toBe(400);
  });
});

describe('repositories', () => {
  let portal: Portal;

  afterEach(() => portal.stop());

  it.each([
    [{ '../x': '' }, 'files.0.path: expected a relative path'],
    [{ 'a/../../x': '' }, 'files.0.path'],
    [{ '/etc/passwd': '' }, 'files.0.path'],
    [{ '.git/config': '' }, 'files.0.path'],
    [{ 'a/.GIT/hooks/x': '' }, 'files.0.path'],
    [{ 'git~1/config': '' }, 'files.0.path'],
    [{ 'a\\b': '' }, 'files.0.path'],
    [{ 'a//b': '' }, 'files.0.path'],
    [{ [`${'x'.repeat(501)}`]: '' }, 'files.0.path'],
    [{ 'README.md': '', 'readme.MD': '' }, 'files: found README.md and'],
    [{ a: '', 'a/b': '' }, 'files: found a and a'],
    [{ 'a/b': '', a: '' }, 'files: found a and a'],
    [{}, 'files: '],
    [
      { a: Buffer.alloc(12_000_000), b: Buffer.alloc(9_000_000) },
      'files: found more than 20 megabytes up to b; at most 20 megabytes',
    ],
    [{ 'docs/aux.md': '' }, 'files.0.path: expected a relative path'],
    [{ 'Con/x': '' }, 'files.0.path'],
    [
      Object.fromEntries(
        Array.from({ length: 9 }, (_, i) => [`${i}/${'a/'.repeat(240)}f`, '']),
      ),
      'files: found more than 2000 folders up to 8/a/',
    ],
    [
      Object.fromEntries(
        Array.from({ length: 2001 }, (_, i) => [`file-${i}`, '']),
      ),
      'files: ',
    ],
  ])('refuses files that it cannot keep (%#)', async (files, message) => {
    portal = await startPortal();
    const { status, body } = await portal.publish(NAME, commitOf(files as any));
    expect([status, body.error.message]).toEqual([
      400,
      expect.stringContaining(message),
    ]);
    expect((await portal.get('/repositories')).body.items).toEqual([]);
  });

  it('tells a lost directory from a file that is not there', async () => {
    portal = await startPortal();
    await portal.publish(NAME, commitOf(FILES));
    await rm(join(portal.directory, `${NAME}.git`), { recursive: true });
    for (const path of ['tree', 'file?path=README.md', 'contents']) {
      const { status, body } = await portal.get(
        `/repositories/${NAME}/${path}`,
      );
      expect([status, body.error.message]).toEqual([
        503,
        expect.stringContaining('goldenPaths.repositories.directory: '),
      ]);
    }
    // A history that begins nowhere could not be cloned.
    const next = await portal.publish(
      NAME,
      commitOf({ a: 'b' }, { mode: 'replace', requestId: 'task-2.publish' }),
    );
    expect([next.status, next.body.error.message]).toEqual([
      503,
      expect.stringContaining('goldenPaths.repositories.directory: what the'),
    ]);
    expect(
      (await portal.get(`/repositories/${NAME}/commits`)).body.items,
    ).toHaveLength(1);
  });

  it('says that the directory cannot be used, and not where it is', async () => {
    const file = __filename;
    portal = await startPortal({ directory: file });
    const { status, body } = await portal.publish(NAME, commitOf(FILES));
    expect([status, body.error.message]).toEqual([
      503,
      expect.stringMatching(
        /^goldenPaths\.repositories\.directory: this folder cannot be used \(E/,
      ),
    ]);
    expect(JSON.stringify(body.error.message)).not.toContain(file);
  });

  it('refuses names, owners and authors of a wrong form', async () => {
    portal = await startPortal();
    const good = commitOf(FILES);
    const sent: Array<[string, object, string]> = [
      ['kube-system', good, 'name: "kube-system" is a reserved word'],
      ['Upper', good, 'name'],
      ['..%2F..%2Fetc', good, 'name'],
      ['сhest-xray', good, 'name'],
      [NAME, { ...good, owner: 'nobody' }, 'owner'],
      [NAME, { ...good, branch: 'other' }, 'branch'],
      [NAME, { ...good, title: 'Chest\nX-ray' }, 'title: expected one line'],
      [NAME, { ...good, message: 'a\u001b[2Jb' }, 'message: expected lines'],
      [
        NAME,
        { ...good, author: { name: 'a\nb <c>', email: 'x' } },
        'author.name',
      ],
      [
        NAME,
        { ...good, files: [{ path: 'a', base64Content: '%%%' }] },
        'files.0.base64Content',
      ],
      [
        NAME,
        { ...good, files: [{ path: 'a', base64Content: '', symlink: true }] },
        'symlink',
      ],
    ];
    for (const [name, body, message] of sent) {
      const answer = await portal.publish(encodeURI(name), body);
      expect([answer.status, answer.body.error.message]).toEqual([
        400,
        expect.stringContaining(message),
      ]);
    }
    const large = await portal.publish(NAME, {
      ...good,
      message: 'x'.repeat(31_500_000),
    });
    expect([large.status, large.body.error.message]).toEqual([
      413,
      expect.stringContaining('at most 20 megabytes'),
    ]);
  });

  it('names the key where it keeps none', async () => {
    portal = await startPortal({ directory: null });
    expect((await portal.get('/repositories')).body).toEqual({
      isConfigured: false,
      items: [],
    });
    const { status, body } = await portal.publish(NAME, commitOf(FILES));
    expect([status, body.error.message]).toEqual([
      501,
      expect.stringContaining('goldenPaths.repositories.directory is not set'),
    ]);
  });

  it('shows and takes nothing without the permission', async () => {
    portal = await startPortal({
      granted: permission => !permission.startsWith('golden-paths.repository.'),
    });
    const addresses = [
      ...Object.values<RouteDefinition>(repositoryRoutes)
        .filter(({ method }) => method === 'get')
        .map(({ path }) => `${path.replace(':name', NAME)}?path=a`),
      `/git/${NAME}.git/info/refs`,
      `/git/${NAME}/blob/main/README.md`,
    ];
    for (const [headers, status] of [
      [user, 403],
      [nobody, 401],
    ] as const) {
      for (const address of addresses) {
        expect([address, (await portal.get(address, headers)).status]).toEqual([
          address,
          status,
        ]);
      }
      expect(
        (await portal.publish(NAME, commitOf(FILES), headers)).status,
      ).toBe(status);
    }
    const may = await startPortal({
      granted: permission => permission !== 'golden-paths.repository.publish',
    });
    expect((await may.get('/repositories')).status).toBe(200);
    expect((await may.publish(NAME, commitOf(FILES))).status).toBe(403);
    // Before anything of the request is read.
    expect((await may.publish(NAME, { x: 'x'.repeat(600_000) })).status).toBe(
      403,
    );
    await may.stop();
  });

  it('gives a file as it is, never as a page', async () => {
    portal = await startPortal();
    const html = '<script>alert(1)</script>';
    await portal.publish(
      NAME,
      commitOf({ 'index.html': html, 'a b/x.svg': html, 'x.bin': '\0' }),
    );
    const raw = await portal.get(`/git/${NAME}/blob/main/index.html`);
    expect(raw.text).toBe(html);
    expect(raw.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': 'attachment',
      'x-content-type-options': 'nosniff',
    });
    expect(
      (await portal.get(`/git/${NAME}/blob/main/a%20b/x.svg`)).headers[
        'content-type'
      ],
    ).toBe('text/plain; charset=utf-8');
    expect(
      (await portal.get(`/git/${NAME}/blob/main/x.bin`)).headers[
        'content-type'
      ],
    ).toBe('application/octet-stream');
    expect((await portal.get(`/git/${NAME}/tree/main/`)).text).toBe(
      'a b/x.svg\nindex.html\nx.bin\n',
    );
    for (const address of [
      `/git/${NAME}/blob/main/none`,
      `/git/${NAME}/blob/main/%2e%2e/%2e%2e/x`,
      `/git/${NAME}/blob/other/index.html`,
      `/git/none-such/blob/main/index.html`,
      `/git/${NAME}`,
    ]) {
      expect([address, (await portal.get(address)).status]).toEqual([
        address,
        404,
      ]);
    }
    const followed = await request(portal.server)
      .get(`${ROOT}/git/${NAME}/blob/main/a%20b/x.svg`)
      .set('accept', 'text/html,application/xhtml+xml,*/*;q=0.8');
    expect([followed.status, followed.headers.location]).toEqual([
      302,
      `${BASE_URL}/repositories/${NAME}?file=a%20b%2Fx.svg`,
    ]);
  });

  it('serves of the folder what a clone reads, and nothing else', async () => {
    portal = await startPortal();
    const { commit } = (await portal.publish(NAME, commitOf(FILES))).body;
    const get = (path: string) => portal.get(`/git/${NAME}.git/${path}`);
    expect((await get('info/refs?service=git-upload-pack')).text).toBe(
      `${commit}\trefs/heads/main\n`,
    );
    expect((await get('HEAD')).text).toBe('ref: refs/heads/main\n');
    const object = `objects/${commit.slice(0, 2)}/${commit.slice(2)}`;
    expect((await get(object)).body).toEqual(
      await readFile(join(portal.directory, `${NAME}.git`, object)),
    );
    for (const path of [
      'config',
      'refs/heads/main',
      'objects/info/alternates',
      'objects',
      'hooks/x',
      '..%2Fother.git/config',
      'objects/../config',
    ]) {
      expect([path, (await get(path)).status]).toEqual([path, 404]);
    }
  });
});
