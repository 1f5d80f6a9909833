import { NotFoundError } from '@backstage/errors';
import type { AuthResolverContext } from '@backstage/plugin-auth-node';
import { createSandboxSignInResolver } from './createSandboxSignInResolver';
import { defaultPeople } from './defaultPeople';

describe('createSandboxSignInResolver', () => {
  const info = {
    profile: {},
    result: { person: defaultPeople[0] },
  };
  const signInWithCatalogUser = jest.fn();
  const context = { signInWithCatalogUser } as unknown as AuthResolverContext;
  const pause = jest.fn(async () => {});
  const signIn = createSandboxSignInResolver({ pause });

  beforeEach(() => jest.resetAllMocks());

  it('waits until the catalog has read the person', async () => {
    signInWithCatalogUser
      .mockRejectedValueOnce(new NotFoundError('User not found'))
      .mockRejectedValueOnce(new NotFoundError('User not found'))
      .mockResolvedValue({ token: 'token' });

    await expect(signIn(info, context)).resolves.toEqual({ token: 'token' });
    expect(pause).toHaveBeenCalledTimes(2);
    expect(signInWithCatalogUser).toHaveBeenCalledWith({
      entityRef: 'user:default/olivia.ortega',
    });
  });

  it('says what is missing when the catalog stays without the person', async () => {
    signInWithCatalogUser.mockRejectedValue(
      new NotFoundError('User not found'),
    );

    await expect(signIn(info, context)).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining(
        'The catalog does not have user:default/olivia.ortega yet.',
      ),
    });
  });

  it('does not wait for other failures', async () => {
    signInWithCatalogUser.mockRejectedValue(new Error('out of order'));

    await expect(signIn(info, context)).rejects.toThrow('out of order');
    expect(pause).not.toHaveBeenCalled();
  });
});
