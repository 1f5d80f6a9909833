import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

export type Headers = Record<string, string>;

/** Headers as they are configured, by their names in lower case. */
export function readHeaders(config: Config, key: string): Headers {
  const section = config.getOptionalConfig('headers');
  const headers: Headers = {};
  for (const name of section?.keys() ?? []) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) {
      throw new InputError(
        `${key}.headers: found '${name}', allowed are names of HTTP headers`,
      );
    }
    if (
      /^(host|content-length|accept|accept-encoding|connection)$/i.test(name)
    ) {
      throw new InputError(
        `${key}.headers: found '${name}', which the portal sets itself`,
      );
    }
    headers[name.toLowerCase()] = readHeaderValue(
      section!,
      name,
      `${key}.headers`,
    );
  }
  return headers;
}

/** `Authorization` by the `token` of a section, if it has one. */
export function readToken(config: Config, key: string): Headers {
  return config.has('token')
    ? { authorization: `Bearer ${readHeaderValue(config, 'token', key)}` }
    : {};
}

function readHeaderValue(config: Config, field: string, key: string): string {
  const value = config.getString(field);
  if (!/^[\t\x20-\x7e]+$/.test(value) || value.trim() !== value) {
    throw new InputError(
      `${key}.${field}: found a value that is empty or has line ends, spaces at its ends or other than ASCII characters, allowed is what an HTTP header can carry`,
    );
  }
  return value;
}
