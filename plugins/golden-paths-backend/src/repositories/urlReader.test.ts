import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  coreServices,
  createBackendPlugin,
  type UrlReaderService,
} from '@backstage/backend-plugin-api';
import { repositoryUrlReaderFactory } from '@platform-ops/backstage-plugin-golden-paths-node';
import {
  BASE_URL,
  commitOf,
  ROOT,
  startPortal,
} from './__testUtils__/startPortal';

const NAME = 'chest-xray-triage';
const GIT = `${BASE_URL}${ROOT}/git/${NAME}`;
const BINARY = Buffer.from([0, 255, 1]);

describe('the reader of addresses', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>;
  let reader: UrlReaderService;

  beforeEach(async () => {
    portal = await startPortal({
      features: [
        repositoryUrlReaderFactory,
        createBackendPlugin({
          pluginId: 'catalog',
          register(env) {
            env.registerInit({
              deps: { urlReader: coreServices.urlReader },
              async init({ urlReader }) {
                reader = urlReader;
              },
            });
          },
        }),
      ],
    });
    await portal.publish(
      NAME,
      commitOf({
        'catalog-info.yaml': 'kind: Component\n',
        'docs/index.md': '# Docs\n',
        'docs/größe.bin': BINARY,
        'services/a/catalog-info.yaml': 'a',
        'services/b/catalog-info.yaml': 'b',
      }),
    );
  });
  afterEach(() => portal.stop());

  it('reads a file, and says when nothing changed', async () => {
    const file = await reader.readUrl(`${GIT}/blob/main/catalog-info.yaml`);
    expect((await file.buffer()).toString()).toBe('kind: Component\n');
    const { etag } = file;
    const again = () =>
      reader.readUrl(`${GIT}/blob/main/catalog-info.yaml`, { etag });
    await expect(again()).rejects.toMatchObject({ name: 'NotModifiedError' });
    await portal.publish(
      NAME,
      commitOf(
        { 'catalog-info.yaml': 'kind: API\n' },
        { mode: 'replace', requestId: 'task-2.publish' },
      ),
    );
    expect((await (await again()).buffer()).toString()).toBe('kind: API\n');
    const old = await reader.readUrl(`${GIT}/blob/${etag}/catalog-info.yaml`);
    expect((await old.buffer()).toString()).toBe('kind: Component\n');
  });

  it('reads a folder, as files and into a folder of its own', async () => {
    const tree = await reader.readTree(`${GIT}/tree/main/docs`, {
      filter: path => path.endsWith('.bin'),
    });
    const [file, ...others] = await tree.files();
    expect([file.path, others]).toEqual(['größe.bin', []]);
    expect(await file.content()).toEqual(BINARY);
    await expect(
      reader.readTree(`${GIT}/tree/main/docs`, { etag: tree.etag }),
    ).rejects.toMatchObject({ name: 'NotModifiedError' });
    const all = await reader.readTree(`${GIT}/tree/main/`);
    const folder = await all.dir();
    expect(await readFile(join(folder, 'docs/index.md'), 'utf8')).toBe(
      '# Docs\n',
    );
    await rm(folder, { recursive: true });
  });

  it('finds files by a pattern, with addresses that it reads', async () => {
    const found = await reader.search(
      `${GIT}/blob/main/services/*/catalog-info.yaml`,
    );
    const asked: string[] = [];
    for (const file of found.files) {
      const read = await reader.readUrl(file.url);
      asked.push((await read.buffer()).toString());
    }
    expect(asked.sort()).toEqual(['a', 'b']);
    await expect(
      reader.search(`${GIT}/blob/main/services/*/catalog-info.yaml`, {
        etag: found.etag,
      }),
    ).rejects.toMatchObject({ name: 'NotModifiedError' });
    expect((await reader.search(`${GIT}/blob/main/*.none`)).files).toEqual([]);
  });

  it.each([
    `${GIT}/blob/main/none.yaml`,
    `${GIT}/blob/main/docs`,
    `${GIT}-none/blob/main/catalog-info.yaml`,
    `${GIT}/blob/other/catalog-info.yaml`,
  ])('says that there is no file %s', async url => {
    await expect(reader.readUrl(url)).rejects.toMatchObject({
      name: 'NotFoundError',
    });
    await expect(
      reader.readTree(`${GIT}/tree/main/none`),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });
});
