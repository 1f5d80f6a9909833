import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readCredentials } from './readCredentials';

const read = (section: JsonObject) =>
  readCredentials(new ConfigReader(section), 'servers.prod');

it('reads a token, a password or neither', () => {
  expect(read({})).toEqual({
    headers: {},
    secrets: [],
    credentialsKey:
      'servers.prod.token, or servers.prod.username and servers.prod.password',
  });
  expect(read({ token: 'abc' })).toEqual({
    headers: { authorization: 'Bearer abc' },
    secrets: ['abc'],
    credentialsKey: 'servers.prod.token',
  });
  const basic = Buffer.from('reader:pässword').toString('base64');
  expect(
    read({
      username: 'reader',
      password: 'pässword',
      headers: { 'X-Scope-OrgID': 'team-a', 'X-Key': 'a-long-secret-key' },
    }),
  ).toEqual({
    headers: {
      authorization: `Basic ${basic}`,
      'x-scope-orgid': 'team-a',
      'x-key': 'a-long-secret-key',
    },
    secrets: ['a-long-secret-key', 'pässword', basic],
    credentialsKey: 'servers.prod.username and servers.prod.password',
  });
});

it.each([
  [
    { token: 'topsecret', username: 'b', password: 'c' },
    /^servers\.prod: found token and username, allowed is either/,
  ],
  [
    { token: 'a', password: 'topsecret' },
    /^servers\.prod: found token and password, allowed is either/,
  ],
  [{ username: 'b' }, /prod: found username without password, allowed is both/],
  [{ password: 'topsecret' }, /prod: found password without username/],
  [{ username: 'a:b', password: 'topsecret' }, /prod\.username: found a ':'/],
  [{ token: 'topsecret\n' }, /prod\.token: found a value that is empty or has/],
  [{ headers: { 'a b': 'c' } }, /prod\.headers: found 'a b', allowed are/],
  [{ headers: { Host: 'c' } }, /prod\.headers: found 'Host', which the portal/],
  [{ headers: { 'X-Key': 'topsecret ' } }, /prod\.headers\.X-Key: found a val/],
  [
    { token: 'topsecret', headers: { Authorization: 'b' } },
    /prod: found headers\.authorization beside token or username, allowed is/,
  ],
])('refuses %j', (section, message) => {
  let error: Error | undefined;
  try {
    read(section);
  } catch (caught) {
    error = caught as Error;
  }
  expect(error?.message).toMatch(message);
  expect(error?.message).not.toContain('topsecret');
});
