import {
  createProxyAuthProviderFactory,
  type AuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { createSandboxSignInResolver } from './createSandboxSignInResolver';
import { readPeople } from './readPeople';
import { sandboxAuthenticator } from './sandboxAuthenticator';

/**
 * The auth provider: `refresh` signs in, and `start` tells the sign-in page
 * whom there is to choose from.
 */
export function createSandboxProviderFactory(): AuthProviderFactory {
  const createProxyProvider = createProxyAuthProviderFactory({
    authenticator: sandboxAuthenticator,
    signInResolver: createSandboxSignInResolver(),
  });

  return options => {
    const people = readPeople(options.config);
    return {
      ...createProxyProvider(options),
      async start(_request, response) {
        response.json({
          people: people.map(({ id, name, title, description }) => ({
            id,
            name,
            title,
            description,
          })),
        });
      },
    };
  };
}
