import type { ConnectionOptions } from './ConnectionOptions';
import { redact } from './redact';
import { ServiceError } from './ServiceError';

/** What is sent with each request, and what must not be told. */
export interface Credentials {
  headers: Record<string, string>;
  redact(text: string): string;
  /** As `redact`, but for secrets that could be any word. */
  redactAnswer(text: string): string;
}

/** Shorter header values are words such as the name of a tenant. */
const LONGEST_WORD = 11;

/** @throws ServiceError naming the key, and no value. */
export function readCredentials(
  service: string,
  options: ConnectionOptions,
): Credentials {
  const { token, username, password } = options;
  const key = options.key ?? 'the connection';
  const refuse = (found: string, allowed: string) =>
    new ServiceError(service, `${key}: found ${found}, allowed is ${allowed}`);
  if (token !== undefined && (username ?? password) !== undefined) {
    throw refuse(
      'token beside username or password',
      'either token or username with password',
    );
  }
  if ((username === undefined) !== (password === undefined)) {
    throw refuse('one of username and password', 'both or neither');
  }
  if (username?.includes(':')) {
    throw refuse(
      "a username with ':'",
      'any text without it (basic authentication cannot carry it)',
    );
  }
  const basic =
    username === undefined
      ? undefined
      : Buffer.from(`${username}:${password}`).toString('base64');
  const headers = Object.fromEntries(
    Object.entries({
      ...options.headers,
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(basic !== undefined && { authorization: `Basic ${basic}` }),
    }).map(([name, value]) => [name.toLowerCase(), value]),
  );
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) {
      throw refuse('a header with a strange name', 'names of HTTP headers');
    }
    if (!/^[\x21-\x7e]([\t\x20-\x7e]*[\x21-\x7e])?$/.test(value)) {
      throw refuse(
        `a value for the header ${name} that HTTP cannot carry`,
        'printable ASCII characters without spaces at the ends',
      );
    }
  }
  const secrets = [
    ...Object.values(options.headers ?? {}).filter(
      value => value.length > LONGEST_WORD,
    ),
    ...[token, password, basic].filter(secret => secret !== undefined),
  ];
  return {
    headers,
    redact: text => redact(text, secrets),
    redactAnswer: text =>
      redact(
        text,
        secrets.filter(secret => secret.length > LONGEST_WORD),
      ),
  };
}
