import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** @public */
export interface Credentials {
  /** Sent with each request; holds the credentials. */
  headers: Record<string, string>;
  /** What must never stand in a log or an error. */
  secrets: string[];
  /** The config key that a refused request points to. */
  credentialsKey: string;
}

/** Shorter header values are words such as the name of a tenant. */
const LONGEST_WORD = 11;

/** A bearer token, basic authentication or none; and further headers. */
export function readCredentials(config: Config, key: string): Credentials {
  const token = config.getOptionalString('token');
  const username = config.getOptionalString('username');
  const password = config.getOptionalString('password');
  const headers = readHeaders(config, key);
  const secrets = Object.values(headers).filter(
    value => value.length > LONGEST_WORD,
  );

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
  if (token !== undefined) {
    assertHeaderValue(token, `${key}.token`);
    return {
      headers: { ...headers, authorization: `Bearer ${token}` },
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

function readHeaders(config: Config, key: string): Record<string, string> {
  const section = config.getOptionalConfig('headers');
  const headers: Record<string, string> = {};
  for (const name of section?.keys() ?? []) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) {
      throw new InputError(
        `${key}.headers: found '${name}', allowed are names of HTTP headers`,
      );
    }
    if (/^(host|content-length|content-type|connection)$/i.test(name)) {
      throw new InputError(
        `${key}.headers: found '${name}', which the portal sets itself`,
      );
    }
    const value = section!.getString(name);
    assertHeaderValue(value, `${key}.headers.${name}`);
    headers[name.toLowerCase()] = value;
  }
  if (
    'authorization' in headers &&
    (config.has('token') || config.has('username'))
  ) {
    throw new InputError(
      `${key}: found headers.authorization beside token or username, allowed is one of them`,
    );
  }
  return headers;
}

function assertHeaderValue(value: string, key: string): void {
  if (!/^[\t\x20-\x7e]+$/.test(value) || value.trim() !== value) {
    throw new InputError(
      `${key}: found a value that is empty or has line ends, spaces at its ends or other than ASCII characters, allowed is what an HTTP header can carry`,
    );
  }
}
