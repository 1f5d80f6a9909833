import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { checkServerUrl } from '@platform-ops/backstage-plugin-platform-ops-node';

/** An address without a trailing slash. */
export function readUrl(config: Config, key: string, field: string): string {
  const url = checkServerUrl(config.getString(field), `${key}.${field}`, {
    allowed:
      'the http or https address of a server, e.g. https://prometheus.example.com',
    credentials: `${key}.username and ${key}.password`,
  });
  if (url.endsWith('/api/v1')) {
    throw new InputError(
      `${key}.${field}: found an address that ends with /api/v1, allowed is the part before it`,
    );
  }
  return url;
}
