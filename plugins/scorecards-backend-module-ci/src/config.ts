import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

const KEY = 'scorecards.ci.deniedLicenses';
const LICENCE = /^[A-Za-z0-9][A-Za-z0-9.+ -]{0,99}\*?$/;

/**
 * @throws InputError naming the key, what was found and what is allowed.
 */
export function readDeniedLicences(config: RootConfigService): string[] {
  const denied = config.getOptionalStringArray(KEY) ?? [];
  denied.forEach((found, position) => {
    if (!LICENCE.test(found)) {
      throw new InputError(
        `${KEY}[${position}]: found '${found}', allowed is an SPDX id such as SSPL-1.0, or the beginning of one and *, such as AGPL-*`,
      );
    }
  });
  return denied;
}
