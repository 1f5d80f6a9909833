import type { Config } from '@backstage/config';
import { readHeaderValue } from '@platform-ops/backstage-plugin-platform-ops-node';

/** `Authorization` by the `token` of a section, if it has one. */
export function readToken(config: Config, key: string): Record<string, string> {
  return config.has('token')
    ? { authorization: `Bearer ${readHeaderValue(config, key, 'token')}` }
    : {};
}
