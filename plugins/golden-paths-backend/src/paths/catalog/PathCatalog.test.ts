import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { goldenPathsPathReadPermission } from '@platform-ops/backstage-plugin-golden-paths-common';
import { CatalogAccess } from '@platform-ops/backstage-plugin-platform-ops-node';
import { PathCatalog } from './PathCatalog';

/** Of paths, and of what came from them. */
const QUESTIONS = 2;

/** A catalog that answers when the test says so, and a stopped clock. */
function setUp() {
  const clock = jest.spyOn(Date, 'now').mockReturnValue(0);
  const asked: Array<{ answer: () => void; fail: () => void }> = [];
  const catalog = catalogServiceMock();
  catalog.streamEntities = async function* streamEntities() {
    await new Promise<void>((resolve, reject) => {
      asked.push({ answer: resolve, fail: () => reject(new Error('gone')) });
    });
    yield [];
  };
  const auth = mockServices.auth();
  const pathCatalog = new PathCatalog({
    auth,
    catalog,
    pathAccess: new CatalogAccess({
      auth,
      catalog,
      permission: goldenPathsPathReadPermission,
      permissions: mockServices.permissions({ result: AuthorizeResult.ALLOW }),
    }),
  });
  return {
    asked,
    async read(second: number) {
      clock.mockReturnValue(second * 1_000);
      const state = pathCatalog.read(mockCredentials.user()).then(
        () => 'read',
        () => 'failed',
      );
      await new Promise(setImmediate);
      return { state };
    },
  };
}

describe('PathCatalog', () => {
  afterEach(() => jest.restoreAllMocks());

  it('asks a slow catalog once for all who wait', async () => {
    const { asked, read } = setUp();
    const early = await read(0);
    const late = await read(30);
    expect(asked).toHaveLength(QUESTIONS);
    asked.forEach(({ answer }) => answer());
    expect([await early.state, await late.state]).toEqual(['read', 'read']);
    // From when it was read.
    expect(await (await read(39)).state).toBe('read');
    expect(asked).toHaveLength(QUESTIONS);
    await read(41);
    expect(asked).toHaveLength(2 * QUESTIONS);
  });

  it('asks again where it failed, or does not answer at all', async () => {
    const { asked, read } = setUp();
    const failing = await read(0);
    asked.forEach(({ fail }) => fail());
    expect(await failing.state).toBe('failed');
    await read(1);
    expect(asked).toHaveLength(2 * QUESTIONS);
    await read(62);
    expect(asked).toHaveLength(3 * QUESTIONS);
  });
});
