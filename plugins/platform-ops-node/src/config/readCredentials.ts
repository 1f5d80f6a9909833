import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { readHeaders, readHeaderValue } from './readHeaders';

/**
 * What a server wants to see before it answers.
 *
 * @public
 */
export interface HttpCredentials {
  /** Sent with each request; holds the credentials. */
  headers: Record<string, string>;
  /** What must never stand in a log or an error. */
  secrets: string[];
  /** The config key that a refused request points to. */
  credentialsKey: string;
}

const OWN_HEADERS = ['host', 'content-length', 'content-type', 'connection'];
/** Shorter header values are words such as the name of a tenant. */
const LONGEST_WORD = 11;

/**
 * A bearer token (`token`), basic authentication (`username`, `password`) or
 * neither; and further `headers`.
 *
 * @param key - Where the section stands, for messages.
 *
 * @throws InputError naming the key, what was found and what is allowed.
 *
 * @public
 */
export function readCredentials(config: Config, key: string): HttpCredentials {
  const token = config.getOptionalString('token');
  const username = config.getOptionalString('username');
  const password = config.getOptionalString('password');
  const headers = readHeaders(config, key, OWN_HEADERS);
  const secrets = Object.values(headers).filter(
    value => value.length > LONGEST_WORD,
  );
  assertOneKind(key, { headers, token, username, password });
  if (token !== undefined) {
    const bearer = `Bearer ${readHeaderValue(config, key, 'token')}`;
    return {
      headers: { ...headers, authorization: bearer },
      secrets: [...secrets, token],
      credentialsKey: `${key}.token`,
    };
  }
  if (username !== undefined && password !== undefined) {
    if (username.includes(':')) {
      throw new InputError(
        `${key}.username: found a ':', allowed is any text without it (basic authentication cannot carry it)`,
      );
    }
    const basic = Buffer.from(`${username}:${password}`).toString('base64');
    return {
      headers: { ...headers, authorization: `Basic ${basic}` },
      secrets: [...secrets, password, basic],
      credentialsKey: `${key}.username and ${key}.password`,
    };
  }
  return {
    headers,
    secrets,
    credentialsKey: `${key}.token, or ${key}.username and ${key}.password`,
  };
}

function assertOneKind(
  key: string,
  {
    headers,
    token,
    username,
    password,
  }: {
    headers: HttpCredentials['headers'];
    token: string | undefined;
    username: string | undefined;
    password: string | undefined;
  },
): void {
  if ('authorization' in headers && (token ?? username) !== undefined) {
    throw new InputError(
      `${key}: found headers.authorization beside token or username, allowed is one of them`,
    );
  }
  if (token !== undefined && (username ?? password) !== undefined) {
    throw new InputError(
      `${key}: found token and ${
        username === undefined ? 'password' : 'username'
      }, allowed is either token or username with password`,
    );
  }
  if ((username === undefined) !== (password === undefined)) {
    const [found, missing] =
      username === undefined
        ? ['password', 'username']
        : ['username', 'password'];
    throw new InputError(
      `${key}: found ${found} without ${missing}, allowed is both or neither`,
    );
  }
}
