import { isError } from '@backstage/errors';

/**
 * The `code` of an error of Node.js or undici.
 *
 * @public
 */
export function errorCodeOf(error: unknown): string | undefined {
  const found = isError(error) ? error.code : undefined;
  return typeof found === 'string' ? found : undefined;
}

/**
 * What to do about a connection that failed, where we know; to be put behind
 * what failed.
 *
 * @param key - Where `caFile` stands in the configuration.
 *
 * @public
 */
export function describeConnectionFailure(
  code: string | undefined,
  key: string,
): string {
  return /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/.test(code ?? '')
    ? `: its certificate is not trusted. Put the authority that signed it into ${key}.caFile`
    : '';
}
