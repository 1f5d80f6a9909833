import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** An address without a trailing slash. */
export function readUrl(config: Config, key: string, field: string): string {
  const text = config.getString(field);
  const allowed =
    'allowed is the http or https address of a server, e.g. https://prometheus.example.com';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new InputError(
      `${key}.${field}: found '${withoutCredentials(text)}', ${allowed}`,
    );
  }
  if (url.username || url.password) {
    throw new InputError(
      `${key}.${field}: found an address with credentials in it; put them into ${key}.username and ${key}.password`,
    );
  }
  if (url.search || url.hash) {
    throw new InputError(
      `${key}.${field}: found an address with '?' or '#' in it, ${allowed}`,
    );
  }
  if (/\/api\/v1\/?$/.test(url.pathname)) {
    throw new InputError(
      `${key}.${field}: found an address that ends with /api/v1, allowed is the part before it`,
    );
  }
  return url.href.replace(/\/+$/, '');
}

/** What does not parse may hold them all the same. */
function withoutCredentials(text: string): string {
  return text.replace(/^.*@/s, '***@');
}
