import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEntityRef } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { defaultPeople } from './defaultPeople';
import { readPeople } from './readPeople';

const person = {
  id: 'a',
  userEntityRef: 'user:default/a',
  title: 'A',
  description: 'A.',
};

function read(people?: object[]) {
  return readPeople(new ConfigReader({ people }));
}

describe('readPeople', () => {
  it('falls back to four people of the examples', () => {
    expect(read()).toBe(defaultPeople);

    const users = readFileSync(
      join(__dirname, '../../../examples/org/users.yaml'),
      'utf8',
    );
    for (const { userEntityRef, name } of defaultPeople) {
      expect(users).toContain(
        `  name: ${parseEntityRef(userEntityRef).name}\n`,
      );
      expect(users).toContain(`    displayName: ${name}\n`);
    }
  });

  it.each([
    [[], /found no people/],
    [[person, person], /found the id 'a' twice/],
    [
      [{ ...person, userEntityRef: 'group:default/a' }],
      /people\[0\]\.userEntityRef: found 'group:default\/a'/,
    ],
    [[{ ...person, userEntityRef: '::' }], /people\[0\]\.userEntityRef/],
    [[{ id: 'a' }], /userEntityRef/],
  ])('refuses %j', (people, message) => {
    expect(() => read(people)).toThrow(message);
  });
});
