import { InputError } from '@backstage/errors';

/**
 * How messages about an address end.
 *
 * @public
 */
export interface UrlAdvice {
  /** E.g. `the http or https address of a server, e.g. https://example.com`. */
  allowed: string;
  /** Where credentials belong, if anywhere: `username and password`. */
  credentials?: string;
}

/**
 * An http or https address without credentials and `#`.
 *
 * @param key - Where it stands, for messages.
 *
 * @throws InputError naming the key, what was found and what is allowed.
 *
 * @public
 */
export function checkUrl(
  text: string,
  key: string,
  { allowed, credentials }: UrlAdvice,
): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    // What does not parse may hold credentials all the same.
    const found = text.replace(/^.*@/s, '***@');
    throw new InputError(`${key}: found '${found}', allowed is ${allowed}`);
  }
  if (url.username || url.password) {
    throw new InputError(
      `${key}: found an address with credentials in it, allowed is ${allowed}${
        credentials ? `; credentials go into ${credentials}` : ''
      }`,
    );
  }
  if (url.hash) {
    throw new InputError(
      `${key}: found an address with '#' in it, allowed is ${allowed}`,
    );
  }
  return url;
}

/**
 * The address of a server, to which paths are added: as `checkUrl`, without
 * `?` and a trailing slash.
 *
 * @param key - Where it stands, for messages.
 *
 * @throws InputError naming the key, what was found and what is allowed.
 *
 * @public
 */
export function checkServerUrl(
  text: string,
  key: string,
  advice: UrlAdvice,
): string {
  const url = checkUrl(text, key, advice);
  if (url.search) {
    throw new InputError(
      `${key}: found an address with '?' in it, allowed is ${advice.allowed}`,
    );
  }
  return url.href.replace(/\/+$/, '');
}
