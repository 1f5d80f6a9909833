import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/**
 * The headers under `headers`, by their names in lower case.
 *
 * @param key - Where the section stands, for messages.
 * @param ownNames - Headers that cannot be configured, in lower case.
 *
 * @throws InputError naming the key, what was found and what is allowed.
 *
 * @public
 */
export function readHeaders(
  config: Config,
  key: string,
  ownNames: readonly string[],
): Record<string, string> {
  const section = config.getOptionalConfig('headers');
  const headers: Record<string, string> = {};
  for (const name of section?.keys() ?? []) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) {
      throw new InputError(
        `${key}.headers: found '${name}', allowed are names of HTTP headers`,
      );
    }
    if (ownNames.includes(name.toLowerCase())) {
      throw new InputError(
        `${key}.headers: found '${name}', which the portal sets itself`,
      );
    }
    headers[name.toLowerCase()] = readHeaderValue(
      section!,
      `${key}.headers`,
      name,
    );
  }
  return headers;
}

/**
 * A text that an HTTP header can carry. As it may be secret, no message quotes
 * it.
 *
 * @param key - Where the section stands, for messages.
 *
 * @throws InputError naming the key, what was found and what is allowed.
 *
 * @public
 */
export function readHeaderValue(
  config: Config,
  key: string,
  field: string,
): string {
  const value = config.getString(field);
  if (!/^[\t\x20-\x7e]+$/.test(value) || value.trim() !== value) {
    throw new InputError(
      `${key}.${field}: found a value that is empty or has line ends, spaces at its ends or other than ASCII characters, allowed is what an HTTP header can carry`,
    );
  }
  return value;
}
