import { readFileSync } from 'node:fs';
import type { Config } from '@backstage/config';
import { InputError, isError } from '@backstage/errors';

/**
 * The text of `caFile`: certificates in PEM.
 *
 * @param key - Where the section stands, for messages.
 *
 * @throws InputError naming the key, what was found and what is allowed.
 *
 * @public
 */
export function readCertificateAuthorities(
  config: Config,
  key: string,
): string | undefined {
  const file = config.getOptionalString('caFile');
  if (file === undefined) {
    return undefined;
  }
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new InputError(
      `${key}.caFile: found '${file}', which cannot be read (${
        isError(error) ? error.code : error
      }), allowed is the path of a file with certificates in PEM`,
    );
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----')) {
    throw new InputError(
      `${key}.caFile: found '${file}', which has no certificate in it, allowed is the path of a file with certificates in PEM`,
    );
  }
  return text;
}
