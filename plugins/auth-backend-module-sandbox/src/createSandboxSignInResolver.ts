import { setTimeout as sleep } from 'node:timers/promises';
import { isError, ServiceUnavailableError } from '@backstage/errors';
import type { SignInResolver } from '@backstage/plugin-auth-node';
import type { SandboxPerson } from './types';

const ATTEMPTS = 20;
const PAUSE_MS = 500;

/**
 * Signs in as the person's User entity, with the groups that own things.
 * Just after the first start the catalog may not have read it yet: waits for
 * ten seconds, then says so.
 */
export function createSandboxSignInResolver(options?: {
  pause?: () => Promise<void>;
}): SignInResolver<{ person: SandboxPerson }> {
  const pause = options?.pause ?? (() => sleep(PAUSE_MS));

  return async ({ result: { person } }, context) => {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      try {
        return await context.signInWithCatalogUser({
          entityRef: person.userEntityRef,
        });
      } catch (error) {
        if (!isError(error) || error.name !== 'NotFoundError') {
          throw error;
        }
      }
      if (attempt < ATTEMPTS) {
        await pause();
      }
    }
    throw new ServiceUnavailableError(
      `The catalog does not have ${person.userEntityRef} yet. Just after the first start this takes a moment: try again. If it stays so, check that catalog.locations lists the examples.`,
    );
  };
}
