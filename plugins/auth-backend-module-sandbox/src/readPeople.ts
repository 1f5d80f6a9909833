import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { defaultPeople } from './defaultPeople';
import type { SandboxPerson } from './types';

const KEY = 'auth.providers.sandbox.people';

function readUserRef(key: string, value: string): string {
  try {
    const ref = parseEntityRef(value, {
      defaultKind: 'user',
      defaultNamespace: 'default',
    });
    if (ref.kind.toLocaleLowerCase('en-US') === 'user') {
      return stringifyEntityRef(ref);
    }
  } catch {
    // Refused below, with what is allowed.
  }
  throw new InputError(
    `${key}: found '${value}', allowed is the ref of a User entity such as user:default/olivia.ortega`,
  );
}

/**
 * Reads whom the sign-in page offers.
 *
 * @throws InputError naming the key, what was found and what is allowed.
 */
export function readPeople(config: Config): SandboxPerson[] {
  const entries = config.getOptionalConfigArray('people');
  if (!entries) {
    return defaultPeople;
  }
  const people = entries.map((entry, index) => {
    const userEntityRef = readUserRef(
      `${KEY}[${index}].userEntityRef`,
      entry.getString('userEntityRef'),
    );
    return {
      id: entry.getString('id'),
      userEntityRef,
      name:
        entry.getOptionalString('name') ?? parseEntityRef(userEntityRef).name,
      title: entry.getString('title'),
      description: entry.getString('description'),
    };
  });
  const ids = people.map(({ id }) => id);
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  if (repeated !== undefined) {
    throw new InputError(
      `${KEY}: found the id '${repeated}' twice, each must be unique`,
    );
  }
  if (!people.length) {
    throw new InputError(`${KEY}: found no people, at least one is needed`);
  }
  return people;
}
