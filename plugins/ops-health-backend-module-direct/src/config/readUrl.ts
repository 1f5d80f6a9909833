import { checkUrl } from '@platform-ops/backstage-plugin-platform-ops-node';

/**
 * The address of something that is fetched.
 *
 * @throws InputError naming the key, what was found and what is allowed.
 */
export function readUrl(text: string, key: string): URL {
  return checkUrl(text, key, {
    allowed: 'an http or https address, e.g. http://localhost:8080/metrics',
    credentials: 'token or headers',
  });
}
