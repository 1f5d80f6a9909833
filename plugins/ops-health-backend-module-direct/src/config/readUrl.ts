import { InputError } from '@backstage/errors';

/**
 * The address of something that is fetched.
 *
 * @throws InputError naming the key, what was found and what is allowed.
 */
export function readUrl(text: string, key: string): URL {
  const allowed =
    'allowed is an http or https address, e.g. http://localhost:8080/metrics';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    // What does not parse may hold credentials all the same.
    throw new InputError(
      `${key}: found '${text.replace(/^.*@/s, '***@')}', ${allowed}`,
    );
  }
  if (url.username || url.password) {
    throw new InputError(
      `${key}: found an address with credentials in it; put them into token or headers`,
    );
  }
  if (url.hash) {
    throw new InputError(`${key}: found an address with '#' in it, ${allowed}`);
  }
  return url;
}
