import { AuthenticationError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';
import { readPeople } from './readPeople';
import type { SandboxPerson } from './types';

/**
 * The header in which the sign-in page says who signs in.
 *
 * @public
 */
export const SANDBOX_PERSON_HEADER = 'x-sandbox-person';

/**
 * Believes whoever says who they are, as long as it is one of the people.
 */
export const sandboxAuthenticator = createProxyAuthenticator({
  defaultProfileTransform: async ({ person }: { person: SandboxPerson }) => ({
    profile: { displayName: person.name },
  }),
  initialize: ({ config }) => ({ people: readPeople(config) }),
  async authenticate({ req }, { people }) {
    const id = req.header(SANDBOX_PERSON_HEADER);
    const person = people.find(candidate => candidate.id === id);
    if (!person) {
      throw new AuthenticationError(
        `Header ${SANDBOX_PERSON_HEADER}: found ${
          id === undefined ? 'nothing' : `'${id}'`
        }, allowed is one of ${people.map(known => known.id).join(', ')}`,
      );
    }
    return { result: { person } };
  },
});
