import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import { CatalogAccess } from './CatalogAccess';

const permission = createPermission({
  name: 'notes.note.read',
  attributes: { action: 'read' },
});

function create(result: AuthorizeResult, { isGranted = true } = {}) {
  let now = 0;
  const catalog = catalogServiceMock({
    entities: [
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'cart' },
      },
    ],
  });
  const streamEntities = jest.spyOn(catalog, 'streamEntities');
  const access = new CatalogAccess({
    auth: mockServices.auth(),
    catalog,
    permission,
    permissions: mockServices.permissions.mock({
      authorize: async () => [
        { result: isGranted ? AuthorizeResult.ALLOW : AuthorizeResult.DENY },
      ],
      authorizeConditional: async () => [{ result } as any],
    }),
    now: () => now,
  });
  return {
    access,
    streamEntities,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

const user = mockCredentials.user();

describe('CatalogAccess', () => {
  it('looks up for a machine what it may see, and for people as them', async () => {
    const machine = mockCredentials.service('external:ci');
    const all = create(AuthorizeResult.ALLOW).access;
    expect(await all.lookUpAs(user)).toBe(user);
    expect(await all.lookUpAs(machine)).toEqual(
      await mockServices.auth().getOwnServiceCredentials(),
    );
    const none = create(AuthorizeResult.DENY).access;
    expect(await none.lookUpAs(machine)).toBe(machine);
  });

  it('shows what the catalog shows, and remembers it for a while', async () => {
    const { access, streamEntities, pass } = create(
      AuthorizeResult.CONDITIONAL,
    );
    expect(await access.visibleRefs(user)).toEqual(
      new Set(['component:default/cart']),
    );
    const isVisible = await access.visibility(user);
    expect(isVisible('component:default/cart')).toBe(true);
    expect(isVisible('component:default/other')).toBe(false);
    expect(streamEntities).toHaveBeenCalledTimes(1);
    pass(31_000);
    await access.visibility(user);
    expect(streamEntities).toHaveBeenCalledTimes(2);
  });

  it('asks the catalog nothing where all or none may be seen', async () => {
    const all = create(AuthorizeResult.ALLOW);
    expect(await all.access.visibleRefs(user)).toBe('all');
    expect((await all.access.visibility(user))('component:a/b')).toBe(true);
    const none = create(AuthorizeResult.DENY);
    expect(await none.access.visibleRefs(user)).toEqual(new Set());
    expect(all.streamEntities).not.toHaveBeenCalled();
    expect(none.streamEntities).not.toHaveBeenCalled();
  });

  it('names the permission that is missing', async () => {
    const { access } = create(AuthorizeResult.ALLOW, { isGranted: false });
    await expect(access.visibility(user)).rejects.toThrow(
      'This needs the permission notes.note.read, which none of your roles grants',
    );
  });
});
